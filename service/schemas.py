"""The base of what goes in and out over HTTP: lowerCamelCase, unknown input refused, no nulls."""

import unicodedata

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Model(BaseModel):
    """Frozen; field names in Python, lowerCamelCase in JSON."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid")

    def to_dict(self) -> dict[str, object]:
        """The contract's JSON as a dictionary."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


def clean(untrusted_text: str) -> str:
    """The text without surrounding space and without control characters, which a database refuses."""
    spaced = "".join(" " if letter.isspace() else letter for letter in untrusted_text)
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in {"Cc", "Cs"}).strip()
