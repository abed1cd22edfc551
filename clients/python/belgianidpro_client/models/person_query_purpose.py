from enum import StrEnum


class PersonQueryPurpose(StrEnum):
    CORRECTION = "correction"
    DUPLICATES = "duplicates"
    HELPDESK = "helpdesk"
    REVIEW = "review"

    def __str__(self) -> str:
        return str(self.value)
