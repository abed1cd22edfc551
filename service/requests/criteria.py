"""What a worker is searched by, and what a person typed into the one field for it."""

import re
from typing import Annotated

from pydantic import Field

from matching.scripts import fold_plain
from service.schemas import Model, clean

MAX_TEXT = 200
MOST_WORDS = 12
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
NUMBER = re.compile(r"\d{2}\.?\d{2}\.?\d{2}[-.]?\d{3}[-.]?\d{2}")
"""A Belgian number with or without its points."""
BELGIAN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Criteria(Model):
    """What is searched by; all that is given must hold.

    Names hold where they contain what is given, in whatever case and with or without diacritics; a birth date
    is an IncompleteDate.
    """

    family_name: Text | None = None
    given_names: Text | None = None
    birth_date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    document_number: Text | None = None
    ssin: Annotated[str, Field(pattern=r"^\d{11}$")] | None = None


class TypedCriteria(Criteria):
    """The same with words, each of which must stand in a name or be the document's number."""

    words: tuple[Text, ...] = ()
    typed: str = ""
    """All of it, to show it again."""


def read_typed(untrusted_text: str) -> TypedCriteria | None:
    """What somebody typed to find a worker: names, a birth date, a document's or a Belgian number, in any
    order. None when nothing was typed.
    """
    words: list[str] = []
    birth_date = ssin = None
    for word in clean(untrusted_text)[:MAX_TEXT].split()[:MOST_WORDS]:
        day = BELGIAN_DAY.fullmatch(word)
        if NUMBER.fullmatch(word):
            ssin = re.sub(r"\D", "", word)
        elif day:
            birth_date = f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
        elif ISO_DAY.fullmatch(word):
            birth_date = word
        else:
            words.append(word)
    if not (words or birth_date or ssin):
        return None
    return TypedCriteria(
        typed=" ".join(clean(untrusted_text)[:MAX_TEXT].split()),
        words=tuple(words),
        birth_date=birth_date,
        ssin=ssin,
    )


def fold(text: str) -> str:
    """Lower case without diacritics, single spaces: how names are compared here."""
    return " ".join(fold_plain(clean(text)).split())


def fold_number(text: str) -> str:
    """A document's number without what people put between its characters."""
    return "".join(letter for letter in fold(text) if letter.isalnum())
