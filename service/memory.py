"""How much memory a process has, and how much is still to be had: on the machine, and in the container where
there is one (cgroup v2)."""

from contextlib import suppress
from pathlib import Path

MEMINFO, STATUS = Path("/proc/meminfo"), Path("/proc/self/status")
CGROUP = Path("/sys/fs/cgroup")
UNLIMITED = 1 << 62


def available_memory() -> int:
    """Bytes that can be taken without swapping; a very large number where the system does not say."""
    return min(_of_machine(), _of_container())


def resident_memory() -> int:
    """Bytes of this process in memory (VmRSS); 0 where the system does not say."""
    return _line_of(STATUS, "VmRSS:") or 0


def _of_machine() -> int:
    """MemAvailable: the kernel's own estimate, caches that can be dropped counted in."""
    available = _line_of(MEMINFO, "MemAvailable:")
    return UNLIMITED if available is None else available


def _line_of(file: Path, name: str) -> int | None:
    """The value of a line of the kernel's, in bytes (proc(5)); None where there is none."""
    with suppress(OSError, ValueError):
        for line in file.read_text(encoding="ascii").splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    return None


def _of_container() -> int:
    """What the limit leaves; files in the cache that nobody uses are given back before anything fails."""
    with suppress(OSError, ValueError):
        limit = int((CGROUP / "memory.max").read_text(encoding="ascii"))  # "max" is no number: no limit
        used = int((CGROUP / "memory.current").read_text(encoding="ascii"))
        statistics = (CGROUP / "memory.stat").read_text(encoding="ascii").splitlines()
        cached = next(int(line.split()[1]) for line in statistics if line.startswith("inactive_file "))
        return max(0, limit - used + cached)
    return UNLIMITED
