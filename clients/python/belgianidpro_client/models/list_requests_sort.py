from enum import StrEnum


class ListRequestsSort(StrEnum):
    CREATEDAT = "createdAt"
    REQUESTER = "requester"
    STATE = "state"
    VALUE_1 = "-createdAt"
    VALUE_3 = "-requester"
    VALUE_5 = "-state"
    VALUE_7 = "-worker"
    WORKER = "worker"

    def __str__(self) -> str:
        return str(self.value)
