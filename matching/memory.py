"""Memory given back to the system after much work in columns."""

import ctypes

import pyarrow as pa


def give_back() -> None:
    """Asks Arrow and the C library to return what they keep for later: a fifth of what a large index takes.

    The C library keeps freed pieces below 32 MiB of each thread (glibc's `malloc_trim`; others have none).
    """
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
