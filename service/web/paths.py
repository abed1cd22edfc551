"""Where the portal leads people."""

MAX_PATH = 500
"""Longer than any of ours; it travels in a cookie."""


def own_path(untrusted_path: str) -> str:
    """The path if it is one of ours, else the start: nobody is led to another site."""
    ours = untrusted_path.isprintable() and len(untrusted_path) <= MAX_PATH
    if ours and untrusted_path.startswith("/") and not untrusted_path.startswith(("//", "/\\")):
        return untrusted_path
    return "/"
