"""The base of what goes in and out over HTTP: lowerCamelCase, unknown input refused, no nulls."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.alias_generators import to_camel

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Model(BaseModel):
    """Frozen; field names in Python, lowerCamelCase in JSON."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid")

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON as a dictionary."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


def _not_truth(untrusted_value: object) -> object:
    """JSON's true and false equal 1 and 0 in Python; they are no codes."""
    if isinstance(untrusted_value, bool):
        raise ValueError("not a code of ISO 5218")
    return untrusted_value


def _day(untrusted_value: object) -> object:
    """Numbers and times would also be taken for dates."""
    if isinstance(untrusted_value, str) and not DAY.fullmatch(untrusted_value):
        raise ValueError("not a date yyyy-mm-dd")
    return untrusted_value


Gender = Annotated[Literal[0, 1, 2], BeforeValidator(_not_truth)]
"""ISO 5218: 0 unknown, 1 male, 2 female."""
Day = Annotated[date, BeforeValidator(_day)]
"""A date as ISO 8601 writes it, nothing else."""


def clean(untrusted_text: str) -> str:
    """The text without surrounding space and without control characters, which a database refuses."""
    spaced = "".join(" " if letter.isspace() else letter for letter in untrusted_text)
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in {"Cc", "Cs"}).strip()
