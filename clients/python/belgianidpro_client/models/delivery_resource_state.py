from enum import StrEnum


class DeliveryResourceState(StrEnum):
    DELIVERED = "delivered"
    PARKED = "parked"
    QUEUED = "queued"

    def __str__(self) -> str:
        return str(self.value)
