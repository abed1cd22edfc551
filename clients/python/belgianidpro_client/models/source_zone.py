from enum import StrEnum


class SourceZone(StrEnum):
    BARCODE = "barcode"
    MRZ = "mrz"
    VISUAL = "visual"

    def __str__(self) -> str:
        return str(self.value)
