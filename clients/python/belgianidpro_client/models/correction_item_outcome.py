from enum import StrEnum


class CorrectionItemOutcome(StrEnum):
    CANCELLED = "cancelled"
    NEWNUMBER = "newNumber"
    NUMBERRIGHT = "numberRight"
    OTHERNUMBER = "otherNumber"
    REPLACED = "replaced"

    def __str__(self) -> str:
        return str(self.value)
