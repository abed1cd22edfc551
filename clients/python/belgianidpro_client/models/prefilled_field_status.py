from enum import StrEnum


class PrefilledFieldStatus(StrEnum):
    CONFLICT = "conflict"
    READ = "read"
    VERIFIED = "verified"

    def __str__(self) -> str:
        return str(self.value)
