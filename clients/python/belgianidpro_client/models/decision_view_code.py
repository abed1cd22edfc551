from enum import StrEnum


class DecisionViewCode(StrEnum):
    DOCUMENTNOTACCEPTED = "documentNotAccepted"
    DOCUMENTNOTGENUINE = "documentNotGenuine"
    IDENTITYNOTESTABLISHED = "identityNotEstablished"
    NOTFORTHISROUTE = "notForThisRoute"

    def __str__(self) -> str:
        return str(self.value)
