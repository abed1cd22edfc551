"""The trace id: which call a job, a mail, a message or a line of the log goes back to.

It comes from `BelGov-Trace-Id` (the federal REST guide) or `traceparent` (W3C Trace Context, level 1), and
is ours where neither is given. Only hexadecimal ids are taken over: a log shows them, and anything else
could be a name.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

TRACE_HEADER, PARENT_HEADER = "BelGov-Trace-Id", "traceparent"
LONGEST = 64
GIVEN = re.compile(r"(?=.{16,64}$)[0-9A-Fa-f]+(-[0-9A-Fa-f]+)*", re.ASCII)
PARENT = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)
W3C = re.compile(r"[0-9a-f]{32}", re.ASCII)

_current: ContextVar[str | None] = ContextVar("trace_id", default=None)


def current_trace() -> str | None:
    """The trace id of what is being done; None outside of a call or a job."""
    return _current.get()


def choose_trace(untrusted_id: str, untrusted_parent: str) -> str:
    """The id of a call by its two headers, either of which may be empty."""
    if GIVEN.fullmatch(untrusted_id):
        return untrusted_id
    parent = PARENT.fullmatch(untrusted_parent)
    return parent[1] if parent else str(uuid4())


@contextmanager
def tracing(trace_id: str | None) -> Iterator[None]:
    """What happens in the block goes back to this id."""
    token = _current.set(trace_id)
    try:
        yield
    finally:
        _current.reset(token)


def trace_headers(trace_id: str | None) -> dict[str, str]:
    """What is sent along to another service; `traceparent` where the id is one of W3C's size."""
    if trace_id is None:
        return {}
    headers = {TRACE_HEADER: trace_id}
    plain = trace_id.replace("-", "").lower()
    if W3C.fullmatch(plain) and int(plain, 16):
        headers[PARENT_HEADER] = f"00-{plain}-{secrets.token_hex(8)}-01"
    return headers
