"""What is read of a page of made-up lines."""

from ocr.fields import read_fields
from ocr.read import PageText


def values(page: PageText) -> dict[str, object]:
    """The values by field."""
    return {reading.field: reading.value for reading in read_fields(page, 2026).readings}
