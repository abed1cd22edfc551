from enum import StrEnum


class NameKind(StrEnum):
    BIRTH = "birth"
    CURRENT = "current"
    FORMER = "former"

    def __str__(self) -> str:
        return str(self.value)
