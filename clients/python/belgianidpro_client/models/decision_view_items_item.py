from enum import StrEnum


class DecisionViewItemsItem(StrEnum):
    BETTERSCAN = "betterScan"
    COMPLETEADDRESS = "completeAddress"
    CONFIRMBIRTHDATE = "confirmBirthDate"
    CONFIRMFAMILYNAME = "confirmFamilyName"
    CONFIRMGENDER = "confirmGender"
    CONFIRMGIVENNAMES = "confirmGivenNames"
    CONFIRMNATIONALITY = "confirmNationality"
    CONFIRMPLACEOFBIRTH = "confirmPlaceOfBirth"
    OTHERSIDE = "otherSide"
    VALIDDOCUMENT = "validDocument"

    def __str__(self) -> str:
        return str(self.value)
