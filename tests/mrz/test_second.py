"""The optional second reader.

PassportEye stands in a folder of its own (`make second-reader`): PaddleOCR imports whatever it finds of what
PassportEye brings, and would start three times as slowly for all other tests.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mrz.second import PassportEyeReader, SecondReaderMissingError
from tests.needs import miss

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".venv-second"


def test_without_passporteye_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "passporteye", None)
    monkeypatch.setitem(sys.modules, "passporteye.mrz.image", None)
    with pytest.raises(SecondReaderMissingError) as refused:
        PassportEyeReader()
    assert refused.value.code == "secondReaderMissing"
    assert "belgianidpro[second-reader]" in refused.value.advice


def test_with_passporteye() -> None:
    if not (FOLDER / "passporteye").is_dir():
        miss("PassportEye, the second reader: make second-reader")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/mrz/with_passporteye.py"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(FOLDER)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    if "skipped" in run.stdout:
        miss(f"a part that the second reader needs: {run.stdout}")
