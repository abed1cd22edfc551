from enum import StrEnum


class RegionSide(StrEnum):
    BACK = "back"
    FRONT = "front"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)
