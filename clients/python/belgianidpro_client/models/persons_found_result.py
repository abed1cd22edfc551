from enum import StrEnum


class PersonsFoundResult(StrEnum):
    AMBIGUOUS = "ambiguous"
    NONE = "none"
    UNIQUE = "unique"

    def __str__(self) -> str:
        return str(self.value)
