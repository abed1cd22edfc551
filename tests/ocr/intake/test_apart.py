"""The process apart: what happens when it dies, hangs, or says things that cannot be."""

import json
import math
import os

import psutil
import pytest

from models.errors import CodedError
from ocr.intake import apart, errors, intake, processes
from tests.hostile.pdfs import saved
from tests.hostile.pieces import encode

READS = """
import sys, time
source, sink = sys.stdin.buffer, sys.stdout.buffer
def say(answer):
    sink.write(answer)
    sink.flush()
say(b'{"ready": true}\\n')
source.read(int.from_bytes(source.read(8), "big"))
"""
PAGE = b'{"width": 2, "height": 1, "dpi": null, "orientation": 1}\n'


@pytest.fixture
def child_that(monkeypatch):
    """Puts a script of our own in the place of the process apart; it is ready, and finds the file read."""

    def put(script: str, first: str = READS) -> None:
        monkeypatch.setattr(processes, "BOOT", first + script)
        processes.end_waiting()

    yield put
    monkeypatch.undo()
    processes.end_waiting()


def answer_to(untrusted: bytes) -> CodedError:
    with pytest.raises(CodedError) as caught:
        intake([("a", untrusted)])
    return caught.value


def page(**changed: object) -> bytes:
    said = {"width": 2, "height": 1, "dpi": None, "orientation": 1} | changed
    return json.dumps(said).encode() + b"\n" + bytes(6)


def test_such_a_script_is_heard_when_it_makes_sense(child_that):
    child_that(f"say({page(dpi=300.0)!r} + b'{{\"end\": true}}\\n')")
    (found,) = intake([("a.pdf", saved())])
    assert (found.width, found.height, found.dpi) == (2, 1, 300)


@pytest.mark.parametrize(
    "answer", [b"nonsense\n", b"[" * 4000 + b"\n", b'{"end": true}\n', page(dpi=math.nan)]
)
def test_an_answer_that_cannot_be_is_not_blamed_on_the_file(child_that, caplog, answer):
    child_that(f"say({answer!r})")
    error = answer_to(saved())
    assert (error.code, error.status) == ("decoderFailed", 503)
    assert caplog.messages == ["the process apart for pdf said what cannot be: ended with 0"]


def test_pages_without_end_are_counted(child_that):
    child_that(f"say({page()!r} * 6)")
    assert answer_to(saved()).code == "tooManyPages"


@pytest.mark.parametrize(
    ("script", "ended"),
    [
        ("sys.exit(0)", 0),
        ("sys.exit(1)", 1),
        ("import os; os.kill(os.getpid(), 11)", -11),
        (f"say({PAGE!r} + bytes(5))", 0),
        (f"say({PAGE!r} + bytes(6))", 0),
    ],
)
def test_a_file_over_which_it_breaks_is_too_much(child_that, caplog, script, ended):
    child_that(script)
    assert answer_to(saved()).code == "pdfTooComplex"
    assert caplog.messages == [f"the process apart for pdf gave up on a file: ended with {ended}"]
    if ended < 0:
        assert answer_to(encode("TIFF")).code == "pictureTooComplex"
        assert caplog.messages[1] == f"the process apart for tiff gave up on a file: ended with {ended}"


@pytest.mark.parametrize(
    ("script", "ended"), [("import os; os.kill(os.getpid(), 9)", -9), ("import os; os._exit(70)", 70)]
)
def test_when_it_is_killed_or_owns_up_the_file_is_not_to_blame(child_that, caplog, script, ended):
    child_that(script)
    assert answer_to(saved()).code == "decoderFailed"
    assert f"the process apart for pdf broke: ended with {ended}" in caplog.messages


@pytest.mark.parametrize(
    ("script", "ended"),
    [
        ("import no_such_module", 1),
        ("import os; os.kill(os.getpid(), 9)", -9),
        ("print('hello')", 0),
        ("print('x' * 9000)", 0),
    ],
)
def test_one_that_never_gets_ready_is_not_blamed_on_the_file(child_that, caplog, script, ended):
    child_that(script, first="")
    error = answer_to(saved())
    assert (error.code, error.status) == ("decoderFailed", 503)
    assert caplog.messages == [f"the process apart for pdf was not ready: ended with {ended}"]


def test_one_that_takes_too_long_to_get_ready_is_given_up(child_that, monkeypatch):
    monkeypatch.setattr(processes, "START_SECONDS", 0.2)
    child_that("import time; time.sleep(60)", first="")
    assert answer_to(saved()).code == "decoderFailed"


def test_what_nobody_foresaw_is_owned_up_to(monkeypatch):
    """The real one, with a decoder that has a mistake in it."""
    boot = processes.BOOT.replace("from ocr.intake.child import main\n", BROKEN_DECODER)
    assert boot != processes.BOOT
    monkeypatch.setattr(processes, "BOOT", boot)
    processes.end_waiting()
    assert answer_to(saved()).code == "decoderFailed"
    processes.end_waiting()


BROKEN_DECODER = """
import contextlib
from ocr.intake import child
def decode(untrusted):
    raise LookupError("the name of a person")
    yield
child.load_decoder = lambda form: (decode, contextlib.nullcontext)
main = child.main
"""


@pytest.mark.parametrize(
    ("claimed", "code"),
    [((19_999, 19_999), "tooManyPixels"), ((20_001, 1), "sideTooLong"), ((10**300, 1), "tooManyPixels")],
)
def test_a_page_that_claims_too_much_is_refused_before_memory_is_taken(child_that, claimed, code):
    child_that(f"say({page(width=claimed[0], height=claimed[1])!r}); time.sleep(60)")
    assert answer_to(saved()).code == code


def test_when_no_process_can_be_started_the_file_is_not_to_blame(monkeypatch, caplog):
    def fail(*_: object, **__: object) -> None:
        raise BlockingIOError

    processes.end_waiting()
    monkeypatch.setattr("subprocess.Popen", fail)
    assert answer_to(saved()).code == "decoderFailed"
    assert caplog.messages == ["no process apart for pdf could be started: BlockingIOError"]


def test_narrow_pipes_will_do(monkeypatch):
    """Linux refuses wide ones when an ordinary user has many."""

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr("fcntl.fcntl", refuse)
    processes.end_waiting()
    assert len(intake([("a.pdf", saved())])) == 1


def test_a_process_that_hangs_is_given_up(child_that, monkeypatch):
    monkeypatch.setattr(apart, "CHILD_SECONDS", 0.5)
    child_that("time.sleep(60)")
    assert answer_to(saved()).code == "pdfTooComplex"
    assert answer_to(encode("TIFF")).code == "pictureTooComplex"


def test_refusals_carry_their_numbers_across():
    error = answer_to(saved(pages=5))
    assert (error.code, error.context) == ("tooManyPages", {"limit": errors.MAX_PAGES})
    assert "4 pages" in error.detail


def test_one_process_waits_for_the_next_file_and_serves_it():
    processes.end_waiting()
    assert len(intake([("a.pdf", saved())])) == 1
    ((key, waiting),) = processes._waiting.items()
    assert key == (os.getpid(), "pdf")
    assert len(intake([("a.pdf", saved())])) == 1
    assert waiting.poll() is not None  # it served and ended
    assert len(intake([("a.tif", encode("TIFF"))])) == 1
    assert [kind for _, kind in processes._waiting] == ["tiff"]
    processes.end_waiting()


def test_one_that_died_while_it_waited_is_replaced():
    intake([("a.pdf", saved())])
    for child in processes._waiting.values():
        child.kill()
        child.wait()
    assert len(intake([("a.pdf", saved())])) == 1


def test_no_process_is_left_behind():
    before = len(psutil.Process().children(recursive=True))
    for _ in range(3):
        intake([("a.pdf", saved())])
        answer_to(b"%PDF-1.7 nothing")
    assert len(psutil.Process().children(recursive=True)) <= before + 1
    processes.end_waiting()
