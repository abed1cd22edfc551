from enum import StrEnum


class DecisionViewKind(StrEnum):
    ASK = "ask"
    MERGE = "merge"
    NEW = "new"
    REFUSE = "refuse"
    SAME = "same"

    def __str__(self) -> str:
        return str(self.value)
