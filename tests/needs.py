"""Parts of the machine that tests need: skipped loudly without them, failed in CI, which has them all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest

from models.errors import CodedError


def miss(what: str) -> NoReturn:
    """Ends the test because `what` is missing here."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI needs what is missing here: {what}")
    pytest.skip(f"MISSING, NOT TESTED: {what}")


@contextmanager
def needing(missing: type[CodedError]) -> Iterator[None]:
    """Ends the test when the block raises this error, whose remedy says what to install."""
    try:
        yield
    except missing as error:
        miss(f"{error.detail} {error.advice}")
