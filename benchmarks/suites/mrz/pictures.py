"""Pictures of what was not read, for the gallery of the report: of drawn documents alone."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.suites.mrz.judge import Verdict
from benchmarks.suites.mrz.produce import Made

FOLDER = "failures/mrz"
MOST = 30


def name_picture(source: str, severity: int) -> str:
    """The file of a drawn document's capture."""
    return f"{source.replace(' ', '-')}-{severity}.jpg"


def keep_failures(made: Sequence[Made], verdicts: Sequence[Verdict], out: Path) -> None:
    """Copies the captures of sound zones that were not read exactly, `MOST` of them in all."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for item, verdict in zip(made, verdicts, strict=True):
        if verdict.exact or verdict.case.kind != "yes" or len(list(folder.iterdir())) >= MOST:
            continue
        shutil.copy(item.case.path, folder / name_picture(item.source, item.job.severity))
