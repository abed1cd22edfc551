from enum import StrEnum


class CreateExtractionBodyPriority(StrEnum):
    BATCH = "batch"
    PROGRAM = "program"

    def __str__(self) -> str:
        return str(self.value)
