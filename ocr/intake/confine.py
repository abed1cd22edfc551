"""What the process apart gives up before it reads a byte of the file. Nothing here needs root or a container.

After `confine` it can open no file and no connection, for it gets no new descriptor; where Linux has Landlock
(https://docs.kernel.org/userspace-api/landlock.html) the kernel also keeps it from other processes: from
their memory, their environment in /proc, and (Linux 6.12) signals to them. What it keeps are its pipes.
"""

import contextlib
import ctypes
import sys

from ocr.intake.errors import CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES

if sys.platform != "win32":
    import resource  # here, for later nothing can be loaded any more

CREATE_RULESET, RESTRICT_SELF = 444, 446
"""System calls, the same numbers on every architecture."""
ASK_VERSION = 1
NO_NEW_PRIVILEGES = 38
"""For prctl(2); Landlock asks for it."""
FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""All that can be done with files, by the version of Landlock that first knew it."""
NETWORK_SINCE, NETWORK = 4, 0b11
"""Binding and connecting in TCP."""
SCOPE_SINCE, SCOPE = 6, 0b11
"""Abstract sockets and signals to the outside."""


class RulesetAttributes(ctypes.Structure):
    """`struct landlock_ruleset_attr`."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scope", ctypes.c_uint64))


def confine(*, threads: bool) -> None:
    """Takes everything away for good, as far as this system can; `threads`: the decoder needs some."""
    with contextlib.suppress(OSError, AttributeError):  # a system without: the limits below still hold
        deny_by_landlock()
    limit_resources(threads=threads)


def deny_by_landlock() -> bool:
    """Enters a Landlock domain that allows nothing; False where the kernel has none (before 5.13)."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION)
    if version < 1:
        return False
    denied = RulesetAttributes(
        files=FILES[max(known for known in FILES if known <= version)],
        network=NETWORK if version >= NETWORK_SINCE else 0,
        scope=SCOPE if version >= SCOPE_SINCE else 0,
    )
    ruleset = libc.syscall(CREATE_RULESET, ctypes.byref(denied), ctypes.c_size_t(ctypes.sizeof(denied)), 0)
    if ruleset < 0 or libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(libc.syscall(RESTRICT_SELF, ruleset, 0) == 0)  # `limit_resources` shuts out what stays open


def limit_resources(*, threads: bool) -> None:
    """The system's hard limits, where it has them: time, memory, no new descriptor, no file, no process."""
    if sys.platform == "win32":
        return
    limits = [
        # One second between the signal that says why and the one that cannot be caught.
        (resource.RLIMIT_CPU, CHILD_CPU_SECONDS, CHILD_CPU_SECONDS + 1),
        (resource.RLIMIT_AS, CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, 0, 0),
    ]
    if not threads and hasattr(resource, "RLIMIT_NPROC"):
        limits.append((resource.RLIMIT_NPROC, 0, 0))
    for what, soft, hard in limits:
        with contextlib.suppress(ValueError, OSError):  # a lower limit of the whole system stands
            resource.setrlimit(what, (soft, hard))
