"""Where documents lie on a page, as far as quality needs to know: what `ocr.locate` finds, or anything
like it."""

from collections.abc import Sequence
from typing import Literal, Protocol

Size = Literal["ID-1", "ID-2", "ID-3"]
Point = tuple[float, float]

SIZES_MM: dict[Size, tuple[float, float]] = {
    "ID-1": (85.6, 53.98),
    "ID-2": (105.0, 74.0),
    "ID-3": (125.0, 88.0),
}
"""Width and height of a document that lies upright (ISO/IEC 7810)."""


class Place(Protocol):
    """A document on a page."""

    @property
    def quad(self) -> Sequence[Point]:
        """Its corners in page pixels, clockwise from the upright document's top left; perhaps off the
        page."""
        ...

    @property
    def size(self) -> Size | None:
        """Its size, None when it is another or unknown."""
        ...

    @property
    def confidence(self) -> float:
        """Probability that the quad is right."""
        ...

    @property
    def fills(self) -> bool:
        """The page is the document: the quad is the page's border."""
        ...
