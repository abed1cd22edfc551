from enum import StrEnum


class DecisionViewState(StrEnum):
    DONE = "done"
    FAILED = "failed"
    OVERTAKEN = "overtaken"
    SENTBACK = "sentBack"
    TOCONFIRM = "toConfirm"
    UNDONE = "undone"
    WAITING = "waiting"

    def __str__(self) -> str:
        return str(self.value)
