from enum import StrEnum


class ExtractionResourceState(StrEnum):
    COLLECTING = "collecting"
    DONE = "done"
    FAILED = "failed"
    PROCESSING = "processing"

    def __str__(self) -> str:
        return str(self.value)
