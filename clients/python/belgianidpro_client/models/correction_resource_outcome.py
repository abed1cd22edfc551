from enum import StrEnum


class CorrectionResourceOutcome(StrEnum):
    CANCELLED = "cancelled"
    NEWNUMBER = "newNumber"
    NUMBERRIGHT = "numberRight"
    OTHERNUMBER = "otherNumber"
    REPLACED = "replaced"

    def __str__(self) -> str:
        return str(self.value)
