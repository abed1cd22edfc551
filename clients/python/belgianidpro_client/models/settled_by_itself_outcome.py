from enum import StrEnum


class SettledByItselfOutcome(StrEnum):
    CANCELLED = "cancelled"
    NEWNUMBER = "newNumber"
    NUMBERRIGHT = "numberRight"

    def __str__(self) -> str:
        return str(self.value)
