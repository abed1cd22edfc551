"""No refusal that a person or a program can meet, and no mail, goes without a test that names it."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from service.mail.texts import SUBJECTS
from service.web.explaining import error_classes

HERE = Path(__file__).parent
ROOMS = (
    "api auth batches corrections extractions limits organisations registry requests reviews webhooks"
).split()
TEXTS = HERE / "mail" / "test_texts.py"
"""Looks at the words of all mails; that one is sent is another's to show."""


@pytest.fixture(scope="module")
def named() -> set[str]:
    """Every name and every code in the tests of the service and of attacks on it."""
    found: set[str] = set()
    for folder in (HERE, HERE.parent / "attack"):
        for path in folder.rglob("*.py"):
            if path not in {Path(__file__), TEXTS}:
                found.update(re.findall(r"\w+", path.read_text("utf-8")))
    return found


def test_every_refusal_is_named_by_a_test(named):
    rooms = tuple(f"service.{room}." for room in ROOMS)
    for room in rooms:
        for module in walk_packages(import_module(room.rstrip(".")).__path__, room):
            import_module(module.name)
    kinds = [kind for kind in error_classes() if kind.__module__.startswith((*rooms, "service.errors"))]
    assert len(kinds) > 70
    assert [kind.__name__ for kind in kinds if not {kind.__name__, kind.code} & named] == []


def test_every_mail_is_named_by_a_test(named):
    assert {*SUBJECTS} - named == set()
