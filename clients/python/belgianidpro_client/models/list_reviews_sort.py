from enum import StrEnum


class ListReviewsSort(StrEnum):
    AGE = "age"
    DEADLINE = "deadline"

    def __str__(self) -> str:
        return str(self.value)
