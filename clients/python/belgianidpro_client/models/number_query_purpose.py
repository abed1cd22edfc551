from enum import StrEnum


class NumberQueryPurpose(StrEnum):
    CORRECTION = "correction"
    DUPLICATES = "duplicates"
    HELPDESK = "helpdesk"
    REVIEW = "review"

    def __str__(self) -> str:
        return str(self.value)
