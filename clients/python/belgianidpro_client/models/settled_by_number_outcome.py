from enum import StrEnum


class SettledByNumberOutcome(StrEnum):
    OTHERNUMBER = "otherNumber"
    REPLACED = "replaced"

    def __str__(self) -> str:
        return str(self.value)
