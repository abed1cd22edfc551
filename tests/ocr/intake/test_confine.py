"""What code that took over the process apart could do: little."""

import ctypes
import os
import pickle
import subprocess
import sys
import time

import psutil
import pytest

from ocr.intake import errors, intake, processes
from tests.fuzz.mutate import SEEDS
from tests.hostile.pdfs import saved

BOOT = processes.BOOT
TAKEN_OVER = """
import ctypes, os, signal, socket, sys
owner, libc = os.getppid(), ctypes.CDLL(None, use_errno=True)
def attached(done):
    if done < 0:
        raise OSError(ctypes.get_errno(), "refused")
from ocr.intake import child, confine
def confine_and(**options):
    confine.confine(**options)
    for number, deed in enumerate(DEEDS):
        try:
            exec(deed)
        except (OSError, ImportError):
            continue
        os._exit(100 + number)  # it could be done
child.confine = confine_and
main = child.main
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these are Linux's ways")


@pytest.fixture
def could_do(monkeypatch, caplog):
    def attempt(*deeds: str) -> str:
        """The first of the deeds that code could do in the real process, after all was taken away, if any."""
        script = TAKEN_OVER.replace("DEEDS", repr(deeds))
        monkeypatch.setattr(processes, "BOOT", BOOT.replace("from ocr.intake.child import main\n", script))
        processes.end_waiting()
        caplog.clear()
        try:
            assert len(intake([("a.pdf", saved())])) == 1
        except errors.DecoderFailedError:
            return deeds[int(caplog.messages[0].rsplit(maxsplit=1)[1]) - 100]
        return "none"

    yield attempt
    monkeypatch.undo()
    processes.end_waiting()


def test_such_a_deed_is_noticed(could_do):
    assert could_do("raise OSError", "pass") == "pass"


@linux
def test_it_opens_nothing_any_more(could_do, tmp_path):
    there, new = tmp_path / "there", tmp_path / "new"
    there.write_text("a secret")
    found = could_do(
        "open(f'/proc/{owner}/environ').read()",
        "open('/proc/self/environ').read()",
        f"open({str(there)!r}).read()",
        f"open({str(new)!r}, 'w')",
        f"os.listdir({str(tmp_path)!r})",
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "os.pipe()",
        "os.dup(0)",
        "import sqlite3",
    )
    assert found == "none"
    assert not new.exists()


def landlock_version() -> int:
    return int(ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1)) if sys.platform == "linux" else 0


@linux
@pytest.mark.skipif(landlock_version() < 1, reason="this kernel has no Landlock")
def test_it_touches_no_other_process_and_no_file(could_do, tmp_path):
    """Without this, root, or a program of the same user, may do all of it without opening anything."""
    there, script = tmp_path / "there", tmp_path / "script"
    there.write_text("to be deleted")
    script.write_text("#!/bin/true")
    script.chmod(0o755)
    found = could_do(
        "attached(libc.ptrace(16, owner, 0, 0))",  # PTRACE_ATTACH
        f"os.unlink({str(there)!r})",
        f"os.rename({str(there)!r}, {str(tmp_path / 'moved')!r})",
        f"os.mkdir({str(tmp_path / 'made')!r})",
        f"os.execv({str(script)!r}, ['script'])",
        *(("os.kill(owner, 0)", "os.kill(owner, signal.SIGCONT)") if landlock_version() >= 6 else ()),
    )
    assert found == "none"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["script", "there"]


def test_it_inherits_nothing_worth_stealing(could_do, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@localhost/db")
    kept = "if {name!r} not in os.environ: raise OSError"
    assert could_do(kept.format(name="DATABASE_URL"), kept.format(name="PATH")) == kept.format(name="PATH")


@linux
@pytest.mark.parametrize("form", ["pdf", "heic"])
def test_its_limits_are_those_of_the_house(form):
    child = processes.start(form)
    try:
        assert child.stdout.readline() == b'{"ready": true}\n'
        limit = psutil.Process(child.pid).rlimit
        assert limit(psutil.RLIMIT_AS) == (errors.CHILD_MEMORY_BYTES,) * 2
        assert limit(psutil.RLIMIT_CPU) == (errors.CHILD_CPU_SECONDS, errors.CHILD_CPU_SECONDS + 1)
        assert limit(psutil.RLIMIT_FSIZE) == limit(psutil.RLIMIT_NOFILE) == (0, 0)
        assert (limit(psutil.RLIMIT_NPROC) == (0, 0)) is (form == "pdf")
        loaded = {entry.path for entry in psutil.Process(child.pid).memory_maps()}
        assert not any("cv2" in path or "onnx" in path for path in loaded)
    finally:
        processes.end(child)


@linux
def test_without_landlock_the_limits_hold_all_the_same():
    """An old kernel, or a container that forbids the call."""
    pid = os.fork()
    if pid == 0:
        from ocr.intake import confine

        confine.CREATE_RULESET = 100_000
        confine.confine(threads=False)
        try:
            os.open("/etc/passwd", os.O_RDONLY)
        except OSError:
            os._exit(0)
        os._exit(1)
    assert os.waitpid(pid, 0)[1] == 0


DECODE_ALL = """
import pickle, zlib
from ocr.intake.child import THREADED, load_decoder
from ocr.intake.confine import confine
files, confined = pickle.load(sys.stdin.buffer)
decode, guard = load_decoder(form)
if confined:
    confine(threads=form in THREADED)
for file in files:
    with guard():
        for frame in decode(file):
            print(frame.width, frame.height, frame.dpi, zlib.crc32(b"".join(frame.rows)))
"""


@pytest.mark.parametrize("form", ["tiff", "heic", "pdf"])
def test_sound_files_of_every_kind_come_out_the_same_with_nothing_left_to_open(form):
    """What a library would load only when a file needs it must be there before."""
    files = [data for kind, data in SEEDS if kind == form]
    script = BOOT.partition("from ocr")[0] + DECODE_ALL
    told = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script, form, str(processes.ROOT)],
            input=pickle.dumps((files, confined)),
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for confined in (False, True)
    ]
    assert told[0] == told[1]
    assert told[0].count(b"\n") >= len(files) >= 3


def test_it_ends_when_its_owner_does():
    """A process that was killed closes its pipes, and can do no more than that."""
    child = processes.start("tiff")
    child.stdout.readline()
    child.stdin.close()
    deadline = time.monotonic() + 20
    while child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    ended = child.poll()
    child.stdout.close()
    assert ended == 0
