"""`python -m benchmarks report DIR`."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.report.head import render_head
from benchmarks.report.markdown import summarise
from benchmarks.report.page import render_page
from benchmarks.report.sections import fields, load, persons, pictures, zones
from benchmarks.results.folder import RunFolder, read_run

SECTIONS: dict[str, tuple[str, Callable[[RunFolder], str]]] = {
    "mrz": ("Zones", zones.section),
    "extraction": ("Fields", fields.section),
    "quality": ("Pictures", pictures.section),
    "matching": ("Persons", persons.section),
    "service": ("Service", load.section),
}


def write_report(folder: Path) -> list[Path]:
    """Writes `report.html` and `report.md` into the folder of a run. Raises `NoRunError`."""
    run = read_run(folder)
    sections = {title: make(run) for suite, (title, make) in SECTIONS.items() if suite in run.suites}
    page, text = folder / "report.html", folder / "report.md"
    page.write_text(render_page("belgianIDpro: benchmarks", render_head(run), sections), encoding="utf-8")
    text.write_text(summarise(run), encoding="utf-8")
    return [page, text]
