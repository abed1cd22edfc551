from enum import StrEnum


class ListRequestsStateItem(StrEnum):
    CANCELLED = "cancelled"
    DRAFT = "draft"
    EXPIRED = "expired"
    MOREINFORMATIONNEEDED = "moreInformationNeeded"
    NUMBERASSIGNED = "numberAssigned"
    PROCESSING = "processing"
    REFUSED = "refused"
    SUBMITTED = "submitted"
    UNDERREVIEW = "underReview"

    def __str__(self) -> str:
        return str(self.value)
