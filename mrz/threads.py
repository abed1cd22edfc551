"""One thread for the decoder's small matrices: handing products of 88 × 37 numbers to other threads costs
many times the processor time that it saves, and on a busy machine it costs the wall clock too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> Any:
    # Finding the libraries takes milliseconds: once a process.
    return ThreadpoolController()


class _Limit:
    """The limit is the process's: the first who asks sets it, and the last to leave lifts it."""

    def __init__(self) -> None:
        self._lock, self._inside = Lock(), 0
        self._limited: Any = None

    def enter(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._limited = _controller().limit(limits=1, user_api="blas")

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._limited is not None:
                self._limited.restore_original_limits()


_limit = _Limit()


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Inside, linear algebra of this process runs on the thread that asks for it."""
    _limit.enter()
    try:
        yield
    finally:
        _limit.leave()
