"""So many files at once and no more, in this process and in those it forks."""

import os
import threading

import pytest

from ocr.intake import apart, errors, intake, processes, turns
from ocr.intake.sniff import Format
from ocr.intake.turns import Turns
from tests.hostile.pdfs import saved
from tests.hostile.pieces import encode


def test_one_more_than_there_are_turns_is_told_to_come_back():
    bound = Turns(2)
    with bound.turn(0), bound.turn(0):
        with pytest.raises(errors.BusyError) as caught, bound.turn(0.01):
            pass
        assert (caught.value.status, caught.value.context) == (503, {"retryAfterSec": errors.BUSY_SECONDS})
        assert "moment" in caught.value.advice
    with bound.turn(0), bound.turn(0):
        pass


def test_a_turn_ends_with_an_error_too():
    bound = Turns(1)
    with pytest.raises(LookupError), bound.turn(0):
        raise LookupError
    with bound.turn(0):
        pass


def test_who_waits_gets_the_next_turn():
    bound, inside, leave = Turns(1), threading.Event(), threading.Event()

    def stay() -> None:
        with bound.turn():
            inside.set()
            leave.wait(20)

    other = threading.Thread(target=stay)
    other.start()
    assert inside.wait(20)
    threading.Timer(0.05, leave.set).start()
    with bound.turn(20):
        assert leave.is_set()
    other.join()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_begins_with_all_turns_free():
    """Celery forks its workers, from a process whose threads may be in the midst of a file."""
    bound = Turns(1)
    with bound.turn(0):
        pid = os.fork()
        if pid == 0:
            try:
                with bound.turn(0):
                    os._exit(0)
            finally:
                os._exit(1)
        assert os.waitpid(pid, 0)[1] == 0
        with pytest.raises(errors.BusyError), bound.turn(0):  # nothing changed here
            pass


def full(monkeypatch, name: str) -> Turns:
    """A bound without a free turn in place of the room's own."""
    bound = Turns(1)
    assert bound._free.acquire(blocking=False)
    short = bound.turn
    monkeypatch.setattr(bound, "turn", lambda: short(0.01))
    monkeypatch.setattr(turns, name, bound)
    monkeypatch.setattr(apart, "APART", turns.APART)
    return bound


def test_busy_files_apart_leave_photographs_their_turn(monkeypatch):
    bound = full(monkeypatch, "APART")
    with pytest.raises(errors.BusyError):
        intake([("a.pdf", saved())])
    assert len(intake([("a.jpg", encode("JPEG"))])) == 1
    bound._free.release()
    assert len(intake([("a.pdf", saved())])) == 1


def test_busy_photographs_leave_files_apart_their_turn(monkeypatch):
    bound = full(monkeypatch, "HERE")
    with pytest.raises(errors.BusyError):
        intake([("a.jpg", encode("JPEG"))])
    assert len(intake([("a.pdf", saved())])) == 1
    bound._free.release()
    assert len(intake([("a.jpg", encode("JPEG"))])) == 1


def test_a_refusal_gives_its_turn_back(monkeypatch):
    monkeypatch.setattr(turns, "HERE", Turns(1))
    monkeypatch.setattr(apart, "APART", Turns(1))
    for untrusted in (encode("JPEG")[:300], b"%PDF-1.7 nothing", encode("PNG")[:60]) * 2:
        with pytest.raises(errors.CodedError) as caught:
            intake([("a", untrusted)])
        assert caught.value.status == 422
    assert len(intake([("a.pdf", saved()), ("a.jpg", encode("JPEG"))])) == 2


def test_many_at_once_are_never_more_than_there_are_turns(monkeypatch):
    """Real files in threads, as the portal has them; those inside are counted."""
    monkeypatch.setattr(apart, "APART", bound := Turns(2))
    inside, most, lock, take, end = [0], [0], threading.Lock(), apart.take, apart.end

    def counted(form: Format) -> processes.Process:
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        return take(form)

    def ended(child: processes.Process) -> None:
        with lock:
            inside[0] -= 1
        end(child)

    monkeypatch.setattr(apart, "take", counted)
    monkeypatch.setattr(apart, "end", ended)
    patient = bound.turn
    monkeypatch.setattr(bound, "turn", lambda: patient(60))
    pages: list[int] = []

    def upload() -> None:
        pages.append(len(intake([("a.tif", encode("TIFF"))])))

    crowd = [threading.Thread(target=upload) for _ in range(4)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert pages == [1] * 4
    assert most[0] == 2
