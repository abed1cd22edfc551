from enum import StrEnum


class RequestViewNumberstate(StrEnum):
    CANCELLED = "cancelled"
    UNDERCORRECTION = "underCorrection"
    VALID = "valid"

    def __str__(self) -> str:
        return str(self.value)
