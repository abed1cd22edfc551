from enum import StrEnum


class RequestLineNumberstate(StrEnum):
    CANCELLED = "cancelled"
    UNDERCORRECTION = "underCorrection"
    VALID = "valid"

    def __str__(self) -> str:
        return str(self.value)
