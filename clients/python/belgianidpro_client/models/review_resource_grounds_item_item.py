from enum import StrEnum


class ReviewResourceGroundsItemItem(StrEnum):
    CONFLICT = "conflict"
    LOWEVIDENCE = "lowEvidence"
    MERGE = "merge"
    MINIMALDATAMISSING = "minimalDataMissing"
    SIMILARPERSON = "similarPerson"
    VETO = "veto"

    def __str__(self) -> str:
        return str(self.value)
