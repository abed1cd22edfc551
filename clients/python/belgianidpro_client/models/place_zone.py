from enum import StrEnum


class PlaceZone(StrEnum):
    BARCODE = "barcode"
    MRZ = "mrz"
    VISUAL = "visual"

    def __str__(self) -> str:
        return str(self.value)
