from enum import StrEnum


class DocumentType(StrEnum):
    DRIVINGLICENCE = "drivingLicence"
    IDENTITYCARD = "identityCard"
    PASSPORT = "passport"
    RESIDENCEPERMIT = "residencePermit"
    UNKNOWN = "unknown"
    VISA = "visa"

    def __str__(self) -> str:
        return str(self.value)
