from enum import StrEnum


class NumberReportReason(StrEnum):
    DATAWRONG = "dataWrong"
    OTHERPERSON = "otherPerson"
    SECONDNUMBER = "secondNumber"

    def __str__(self) -> str:
        return str(self.value)
