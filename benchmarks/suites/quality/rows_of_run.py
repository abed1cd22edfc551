"""What `acceptable` said of each capture, as rows of the run's table."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.results.cases import CaseRow
from benchmarks.suites.quality.rows import Row
from ocr.assess.acceptable import load_regression
from ocr.assess.evidence import rate_evidence

BEFORE, AFTER = "before reading", "after reading"
FOLDER, MOST = "failures/quality", 30


def to_rows(rows: Sequence[Row]) -> Iterator[CaseRow]:
    """Two rows a capture, one for each half. `right`: refused what cannot be read, accepted what can.
    `bestIsRight`: whether it can be read, which the confidence foretells."""
    for row in rows:
        before = load_regression("pixels").rate(row.pixels)
        after = rate_evidence(before, row.evidence)
        thresholds = load_regression("pixels").threshold, load_regression("evidence").threshold
        for name, score, threshold in zip((BEFORE, AFTER), (before, after), thresholds, strict=True):
            accepted = score >= threshold
            words = ("accepted" if accepted else "refused", "readable" if row.bare else "not readable")
            yield CaseRow(
                suite="quality",
                set=name,
                case=f"capture {row.number}",
                who="ours",
                right=accepted == row.bare,
                group=f"side {row.group}",
                documentType=row.kind,
                condition="+".join(sorted(row.flaws)) or "sound",
                outcome=", ".join(words),
                confidence=float(score),
                exact=row.exact,
                bestIsRight=row.bare,
            )


def save_pictures(rows: Sequence[CaseRow], readings: Path, seed: int, out: Path) -> None:
    """The captures about which the verdict after reading was wrong, for the gallery of the report."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wrong = [row for row in rows if row.set == AFTER and not row.right]
    for row in wrong[:MOST]:
        number = int(row.case.rsplit(" ", 1)[1])
        picture = readings / f"{seed}-{number:05d}.jpg"
        if picture.is_file():
            shutil.copy(picture, folder / f"{row.case.replace(' ', '-')}.jpg")
