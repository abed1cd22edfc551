"""A reader that does not know some captions, as it will not know those of a state that nobody wrote rules
for."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import ModuleType
from unittest.mock import patch

import numpy as np

from ocr.confidence import wording
from ocr.fields import captions, faint
from ocr.fields.labels import features

USERS: Sequence[ModuleType] = (captions, faint, wording, features)
"""The modules that ask for the phrases, and keep what they made of them."""


def _clear() -> None:
    for module in USERS:
        for thing in vars(module).values():
            # What a module has from elsewhere does not hang on the phrases: lists of towns and countries.
            if hasattr(thing, "cache_clear") and thing.__module__ == module.__name__:
                thing.cache_clear()


@contextmanager
def forget(share: float, rng: np.random.Generator) -> Iterator[None]:
    """While it lasts, a `share` of the caption phrases, drawn by `rng`, is unknown to `ocr.fields`."""
    everything = captions.phrases()
    words = sorted({phrase for phrase, _ in everything})
    lost = {word for word, drawn in zip(words, rng.random(len(words)), strict=True) if drawn < share}
    kept = [entry for entry in everything if entry[0] not in lost]
    _clear()
    with ExitStack() as stack:
        for module in USERS:
            stack.enter_context(patch.object(module, "phrases", lambda: kept))
        yield
    _clear()
