"""The waterfalls of a case's candidates in the reviewer's language, and the steps for the table beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from matching.person import Candidate
from matching.thresholds import DEFAULT
from matching.waterfall import Step, Waterfall, build_waterfall
from matching.waterfall_svg import Words, draw_waterfall, shared_range
from service.web import i18n, labels
from service.web.i18n import mark

TITLE = mark("Evidence step by step")
BITS = mark("Bits")
SUM = mark("Sum")
THRESHOLD = mark("sure enough")
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Drawn:
    """A candidate's waterfall: its figures, and the SVG. No personal data stands in the drawing."""

    waterfall: Waterfall
    svg: Markup


def draw_candidates(candidates: Sequence[Candidate], language: str) -> list[Drawn]:
    """One drawing each, all on one scale, so that candidates can be compared by eye."""
    waterfalls = [build_waterfall(candidate) for candidate in candidates]
    threshold = DEFAULT.match_bits
    scale = shared_range(waterfalls, threshold)
    return [
        Drawn(
            waterfall,
            Markup(  # noqa: S704 - `draw_waterfall` escapes every text
                draw_waterfall(
                    waterfall,
                    _words(waterfall, language),
                    name=f"waterfall-{number}",
                    scale=scale,
                    threshold=threshold,
                )
            ),
        )
        for number, waterfall in enumerate(waterfalls, start=1)
    ]


def step_label(step: Step) -> str:
    """The message id of what a step is."""
    return labels.STEPS[step.kind] if step.kind != "field" else labels.EVIDENCE.get(step.field, step.field)


def _words(waterfall: Waterfall, language: str) -> Words:
    def name(step: Step) -> str:
        text = i18n.translate(language, step_label(step))
        if step.kind == "posterior":
            percent = i18n.show_percent(language, waterfall.probability).replace(" ", NO_BREAK)
            return f"{text}: {percent}{NO_BREAK}%"
        return text

    def veto(code: str) -> str:
        texts = "Veto:", labels.REASONS.get(code, code)
        return " ".join(i18n.translate(language, text) for text in texts)

    told = [f"{name(step)} {i18n.show_bits(language, step.bits)}" for step in waterfall.steps]
    return Words(
        title=i18n.translate(language, TITLE),
        description="; ".join([*told, *map(veto, waterfall.vetoes)]),
        bits=i18n.translate(language, BITS),
        total=i18n.translate(language, SUM),
        veto=veto,
        label=name,
        number=lambda bits: i18n.show_bits(language, bits),
        threshold=i18n.translate(language, THRESHOLD),
    )
