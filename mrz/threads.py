"""One thread for the decoder's small matrices: handing products of 88 × 37 numbers to other threads costs
many times the processor time that it saves, and on a busy machine it costs the wall clock too.
"""

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> Any:
    # Finding the libraries takes milliseconds: once a process.
    return ThreadpoolController()


def one_blas_thread() -> AbstractContextManager[Any]:
    """Inside, linear algebra of this process runs on the thread that asks for it."""
    limited: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limited
