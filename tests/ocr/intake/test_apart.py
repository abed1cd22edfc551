"""The process apart: what happens when it dies, hangs, or says things that cannot be."""

import os
import sys
import time

import psutil
import pytest

from models.errors import CodedError
from ocr.intake import apart, errors, intake
from tests.hostile.pdfs import saved
from tests.hostile.pieces import encode

READS = """
import sys, time
source, sink = sys.stdin.buffer, sys.stdout.buffer
source.read(int.from_bytes(source.read(8), "big"))
def say(answer):
    sink.write(answer)
    sink.flush()
"""
HUGE = b'{"width": 19999, "height": 19999, "dpi": null, "orientation": 1}\n'
PAGE = b'{"width": 2, "height": 1, "dpi": null, "orientation": 1}\n'


@pytest.fixture
def child_that(monkeypatch):
    """Puts a script of our own in the place of the process apart; it finds the file read."""

    def put(script: str) -> None:
        monkeypatch.setattr(apart, "BOOT", READS + script)
        apart._end_waiting()

    yield put
    monkeypatch.undo()
    apart._end_waiting()


def answer_to(untrusted: bytes) -> CodedError:
    with pytest.raises(CodedError) as caught:
        intake([("a", untrusted)])
    return caught.value


@pytest.mark.parametrize(
    "script",
    [
        "sys.exit(1)",
        "import os; os.kill(os.getpid(), 11)",
        "say(b'nonsense\\n')",
        "say(b'[]\\n')",
        "say(b'{}\\n')",
        "say(b'x' * 10000)",
        f"say({PAGE!r}); say(bytes(5))",
        f"say({PAGE!r}); say(bytes(6))",
        'say(b\'{"refused": "noSuchCode", "context": {}}\\n\')',
        'say(b\'{"refused": "tooManyPages", "context": {}}\\n\')',
        'say(b\'{"width": -2, "height": 1, "dpi": null, "orientation": 1}\\n\')',
        f"say(({PAGE!r} + bytes(6)) * 6)",
    ],
)
def test_an_answer_that_is_none_is_a_refusal(child_that, script):
    child_that(script)
    assert answer_to(saved()).code in ("pdfTooComplex", "tooManyPages")
    assert answer_to(encode("TIFF")).code in ("pictureTooComplex", "tooManyPages")


def test_a_page_that_claims_too_much_is_refused_before_memory_is_taken(child_that):
    child_that(f"say({HUGE!r}); time.sleep(60)")
    assert answer_to(saved()).code == "tooManyPixels"


def test_when_no_process_can_be_started_the_file_is_not_to_blame(monkeypatch):
    def fail(*_: object) -> None:
        raise BlockingIOError

    apart._end_waiting()
    monkeypatch.setattr(apart, "_start", fail)
    with pytest.raises(BlockingIOError):
        intake([("a.pdf", saved())])


def test_a_process_that_hangs_is_given_up(child_that, monkeypatch):
    monkeypatch.setattr(apart, "CHILD_SECONDS", 0.5)
    child_that("time.sleep(60)")
    assert answer_to(saved()).code == "pdfTooComplex"
    assert answer_to(encode("TIFF")).code == "pictureTooComplex"


def test_it_inherits_nothing_worth_stealing(child_that, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@localhost/db")
    child_that("import os; sys.exit(1) if 'DATABASE_URL' in os.environ else say(b'{\"end\": true}\\n')")
    assert intake([("a.pdf", saved())]) == []


def test_refusals_carry_their_numbers_across():
    error = answer_to(saved(pages=5))
    assert (error.code, error.context) == ("tooManyPages", {"limit": errors.MAX_PAGES})
    assert "4 pages" in error.detail


def test_one_process_waits_for_the_next_file_and_serves_it():
    apart._end_waiting()
    assert len(intake([("a.pdf", saved())])) == 1
    ((key, waiting),) = apart._waiting.items()
    assert key == (os.getpid(), "pdf")
    assert len(intake([("a.pdf", saved())])) == 1
    assert waiting.poll() is not None  # it served and ended
    assert len(intake([("a.tif", encode("TIFF"))])) == 1
    assert [kind for _, kind in apart._waiting] == ["tiff"]
    apart._end_waiting()


def test_one_that_died_while_it_waited_is_replaced():
    intake([("a.pdf", saved())])
    for child in apart._waiting.values():
        child.kill()
        child.wait()
    assert len(intake([("a.pdf", saved())])) == 1


def test_no_process_is_left_behind():
    before = len(psutil.Process().children(recursive=True))
    for _ in range(3):
        intake([("a.pdf", saved())])
        answer_to(b"%PDF-1.7 nothing")
    assert len(psutil.Process().children(recursive=True)) <= before + 1
    apart._end_waiting()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the limits from /proc")
def test_its_limits_are_those_of_the_house():
    apart._end_waiting()
    child = apart._start("pdf")
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if psutil.Process(child.pid).rlimit(psutil.RLIMIT_FSIZE)[0] == 0:  # the last one that it sets
                break
            time.sleep(0.05)
        of_child = psutil.Process(child.pid)
        assert of_child.rlimit(psutil.RLIMIT_AS)[0] == errors.CHILD_MEMORY_BYTES
        assert of_child.rlimit(psutil.RLIMIT_CPU)[0] == errors.CHILD_CPU_SECONDS
        assert of_child.rlimit(psutil.RLIMIT_FSIZE)[0] == 0
        loaded = {entry.path for entry in of_child.memory_maps()}
        assert not any("cv2" in path or "onnx" in path for path in loaded)
    finally:
        apart._end(child)
