from enum import StrEnum


class GetCropImageField(StrEnum):
    BIRTHDATE = "birthDate"
    DOCUMENTNUMBER = "documentNumber"
    EXPIRYDATE = "expiryDate"
    FAMILYNAME = "familyName"
    GENDER = "gender"
    GIVENNAMES = "givenNames"
    ISSUEDATE = "issueDate"
    ISSUINGAUTHORITY = "issuingAuthority"
    LICENCECATEGORIES = "licenceCategories"
    NATIONALITY = "nationality"
    PERSONALNUMBER = "personalNumber"
    PLACEOFBIRTH = "placeOfBirth"
    RESIDENCEADDRESS = "residenceAddress"

    def __str__(self) -> str:
        return str(self.value)
