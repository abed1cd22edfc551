"""The cards whose data stand in a page's barcodes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ocr.barcode.aamva import CardData, parse_aamva
from ocr.barcode.symbols import Pixels, find_symbols, measure_tilt
from ocr.reconcile import ZoneValue
from ocr.text import Polygon

CONFIDENCE = 0.998
"""Of what a symbol says: its error correction leaves no character in doubt, but who printed it, and whether
it belongs to the card, it does not tell. So a barcode alone verifies nothing (that begins at 0.999)."""


@dataclass(frozen=True)
class CardReading:
    """What one barcode says, in the contract's terms; its outline in pixels of the page as uploaded."""

    data: CardData
    polygon: Polygon
    values: Mapping[str, ZoneValue] = field(default_factory=dict)


def _describe(data: CardData, page: int, polygon: Polygon) -> CardReading:
    return CardReading(
        data,
        polygon,
        {
            name: ZoneValue(
                value=value,
                text=data.texts[name],
                page=page,
                polygon=polygon,
                confidence=CONFIDENCE,
                valid=True,
                truncated=name in data.truncated,
                origin="barcode",
            )
            for name, value in data.values.items()
        },
    )


def read_cards(pixels: Pixels, page: int, lines: Sequence[Polygon]) -> list[CardReading]:
    """The cards that the barcodes of page number `page` describe; `lines`: where its text stands, which tells
    how the page lies. Symbols that hold anything else are passed over."""
    found = [
        (parse_aamva(symbol.text), symbol.polygon)
        for symbol in find_symbols(pixels, tilt=measure_tilt(lines))
    ]
    return [_describe(data, page, polygon) for data, polygon in found if data is not None]
