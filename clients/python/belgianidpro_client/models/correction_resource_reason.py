from enum import StrEnum


class CorrectionResourceReason(StrEnum):
    DATAWRONG = "dataWrong"
    OTHERPERSON = "otherPerson"
    SECONDNUMBER = "secondNumber"

    def __str__(self) -> str:
        return str(self.value)
