"""The data scientist's page: rates and drift as plots with their tables, and the export for calibration."""

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response

from service.auth.dependencies import ReadingFigures
from service.statistics.export import Form, export_figures
from service.statistics.reading import figures_view
from service.statistics.schemas import FiguresFilter, FiguresView
from service.web import labels
from service.web.i18n import choose_language, mark, translate
from service.web.plots import Series, draw_bars, draw_lines, legend_mark
from service.web.render import render

router = APIRouter(prefix="/statistics")
MOST_BARS = 16
MAX_CODE = 20
KINDS: dict[Form, str] = {
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
TYPES = {
    "passport": mark("Passport"),
    "identityCard": mark("Identity card"),
    "residencePermit": mark("Residence permit"),
    "drivingLicence": mark("Driving licence"),
    "visa": mark("Visa"),
    "unknown": mark("Not recognised"),
}
CLASSES = {
    "unchanged": mark("Unchanged"),
    "case": mark("Letter case"),
    "diacritics": mark("Diacritics"),
    "oneEdit": mark("One letter"),
    "other": mark("Otherwise"),
    "emptied": mark("Emptied"),
    "added": mark("Added by hand"),
}
"""What became of a reading (docs/calibration-export.md)."""
INSTANT, REVIEW, AGREEMENT = (
    mark("Answered at once"),
    mark("Given to a reviewer"),
    mark("Reviewers agree with the machine"),
)
CORRECTED = mark("Readings changed by hand")
SAID, RIGHT = mark("Said"), mark("Right")


@router.get("")
def show_figures(request: Request, work: ReadingFigures, type: str = "", state: str = "") -> Response:
    """Codes of a document's type and state may stand in a URL; of persons nothing does."""
    wanted = FiguresFilter(
        document_type=type[:MAX_CODE] if type.isalnum() else None,
        state=state[:3] if state.isalnum() else None,
    )
    view = figures_view(work, wanted)
    shown: dict[str, Any] = {
        "view": view,
        "wanted": wanted,
        "types": TYPES,
        "classes": CLASSES,
        "legend_mark": legend_mark,
        "lines": (INSTANT, REVIEW, AGREEMENT),
        "calibration": (SAID, RIGHT),
        "plots": _draw(view, partial(translate, choose_language(request, work.actor))),
        "forms": KINDS,
    }
    return render(request, "statistics.html", work.actor, **shown)


def _draw(view: FiguresView, say: Callable[[str], str]) -> dict[str, object]:
    weeks = [line.week.strftime("%d/%m") for line in view.weeks]
    fields = [line for line in view.fields if line.corrected is not None and line.source != "none"]
    fields.sort(key=lambda line: -(line.corrected or 0))
    rates = ([line.instant for line in view.weeks], [line.review for line in view.weeks])
    answered = [
        Series(say(name), shares)
        for name, shares in zip(
            (INSTANT, REVIEW, AGREEMENT), (*rates, [line.agreement for line in view.weeks]), strict=True
        )
    ]
    return {
        "weeks": draw_lines(say(mark("Answers week by week")), weeks, answered),
        "drift": draw_lines(
            say(mark("Readings changed by hand, week by week")),
            weeks,
            [Series(say(CORRECTED), [line.corrected for line in view.weeks])],
        ),
        "fields": draw_bars(
            say(mark("Readings changed by hand, by field and source")),
            [
                (f"{say(labels.FIELDS.get(line.field, line.field))} ({line.source})", line.corrected or 0.0)
                for line in fields[:MOST_BARS]
            ],
        ),
        "bands": draw_lines(
            say(mark("What readings say of themselves, and what is right")),
            [f"≥ {line.low:g}" for line in view.bands],
            [
                Series(say(SAID), [line.said for line in view.bands]),
                Series(say(RIGHT), [line.right for line in view.bands]),
            ],
        ),
    }


def _download(form: Form) -> Callable[[ReadingFigures], Response]:
    def download(work: ReadingFigures) -> Response:
        content = export_figures(work, form)
        headers = {"Content-Disposition": f'attachment; filename="calibration.{form}"'}
        return Response(content, media_type=KINDS[form], headers=headers)

    return download


for each in KINDS:
    router.get(f"/export.{each}")(_download(each))
