from enum import StrEnum


class NumberStatusStatus(StrEnum):
    ACTIVE = "active"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)
