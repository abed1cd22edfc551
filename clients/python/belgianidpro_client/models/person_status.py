from enum import StrEnum


class PersonStatus(StrEnum):
    ACTIVE = "active"
    CANCELLED = "cancelled"
    REPLACED = "replaced"

    def __str__(self) -> str:
        return str(self.value)
