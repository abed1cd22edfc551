"""Hostile files: each gets its refusal or a clean page; no traceback, no hang, never a gigabyte."""

from collections.abc import Iterator

import pytest

from models.errors import CodedError
from ocr.intake import intake
from tests.fuzz.intake import fuzz
from tests.fuzz.watched import Watched
from tests.hostile.pdfs import PDFS
from tests.hostile.pictures import PICTURES, noise
from tests.hostile.pieces import encode
from tests.ocr.intake.scans import scan

SOUND = encode("JPEG")
CUTS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99)


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    with Watched() as process:
        yield process


@pytest.mark.parametrize("name", [*PICTURES, *PDFS])
def test_hostile_files_get_their_answer(watched, name):
    make, answer = {**PICTURES, **PDFS}[name]
    outcome = watched.take(make())
    assert (outcome.pages or outcome.answer) == answer, outcome.detail
    # The process lives on, and the next file gets what is its due.
    assert watched.take(SOUND).pages == ((64, 48),)


@pytest.mark.parametrize(
    "name", ["jpeg of 1000 scans", "png text bomb", "tiff bomb", "launch in a chain", "no page"]
)
def test_of_an_upload_with_one_among_sound_ones_that_one_is_told(name):
    """The person is told of the one; neither half an upload nor another reason comes out."""
    make, answer = {**PICTURES, **PDFS}[name]
    for files in ([("a", SOUND), ("b", make())], [("b", make()), ("a", SOUND)]):
        if isinstance(answer, str):
            with pytest.raises(CodedError) as caught:
                intake(files)
            assert caught.value.code == answer
        else:
            assert [(page.file, page.width, page.height) for page in intake(files)] == [
                (file, 64, 48) for file, _ in files
            ]
    assert len(intake([("a", SOUND)] * 4)) == 4


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "HEIC"])
def test_truncated_pictures_are_refused(watched, form):
    whole = noise(form)
    for cut in CUTS:
        assert watched.take(whole[: int(len(whole) * cut)]).answer == "unreadableImage", cut
    assert watched.take(whole).answer == "page"


def test_truncated_pdfs_are_mended_while_there_is_a_page(watched):
    """A PDF without its end can be read as far as it goes; what is missing is white."""
    whole = scan(200, 300)[0]
    for cut in CUTS:
        assert watched.take(whole[: int(len(whole) * cut)]).pages == ((2480, 3508),), cut
    assert watched.take(whole[:200]).answer == "unreadablePdf"


def test_no_two_names_are_the_same():
    assert not set(PICTURES) & set(PDFS)


def test_a_few_damaged_files():
    """The same as `make fuzz-intake`, which takes ten thousand."""
    outcomes = fuzz(66, seed=7)
    assert len(outcomes) == 66
    assert not [outcome for _, outcome in outcomes if outcome.failed]
    assert {kind for kind, _ in outcomes} == {"jpeg", "png", "tiff", "webp", "heic", "pdf"}
