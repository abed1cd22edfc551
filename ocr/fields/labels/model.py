"""The labeller's network, loaded at its first page."""

from functools import cache
from typing import Any

from mrz.engine import open_session

MODEL, FILE = "line_labels", "labeller.onnx"


@cache
def session() -> Any:
    """The session; raises the errors of `models.load.model_dir`."""
    return open_session(MODEL, FILE, threads=1)
