"""Hostile files: each gets its refusal or a clean page; no traceback, no hang, never a gigabyte."""

from collections.abc import Iterator

import pytest

from tests.fuzz.intake import fuzz
from tests.fuzz.watched import Watched
from tests.hostile.pdfs import PDFS
from tests.hostile.pictures import PICTURES, noise
from tests.ocr.intake.scans import scan

CUTS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99)


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    with Watched() as process:
        yield process


@pytest.mark.parametrize("name", [*PICTURES, *PDFS])
def test_hostile_files_get_their_answer(watched, name):
    make, answers = {**PICTURES, **PDFS}[name]
    outcome = watched.take(make())
    assert outcome.answer in answers, outcome.detail
    assert outcome.peak_mb < 1000


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "HEIC"])
def test_truncated_pictures_are_refused(watched, form):
    whole = noise(form)
    for cut in CUTS:
        assert watched.take(whole[: int(len(whole) * cut)]).answer == "unreadableImage", cut
    assert watched.take(whole).answer == "page"


def test_truncated_pdfs_are_refused_or_mended(watched):
    """A PDF without its end can often be read; what is missing then is white."""
    whole = scan(200, 300)[0]
    for cut in CUTS:
        assert watched.take(whole[: int(len(whole) * cut)]).answer in ("unreadablePdf", "page"), cut


def test_no_two_names_are_the_same():
    assert not set(PICTURES) & set(PDFS)


def test_a_few_damaged_files():
    """The same as `make fuzz-intake`, which takes ten thousand."""
    outcomes = fuzz(66, seed=7)
    assert len(outcomes) == 66
    assert not [outcome for _, outcome in outcomes if outcome.failed]
    assert {kind for kind, _ in outcomes} == {"jpeg", "png", "tiff", "webp", "heic", "pdf"}
