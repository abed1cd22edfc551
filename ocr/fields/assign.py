"""Values to captions: right of, below, or in the same line; the nearest fitting one, each line used once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocr.fields.captions import Caption
from ocr.fields.grammar import Habit, read_value
from ocr.fields.layout import Item
from ocr.text import Polygon

LEGIBLE = 0.75
"""Confidence under which a name or place may as well be a caption read badly."""
REACH_DOWN = 3.2
"""How far below its caption a value may stand, in line heights."""
REACH_RIGHT = 14.0
"""How far right of its caption, in line heights."""
WORDS = ("familyName", "givenNames", "fullName", "placeOfBirth", "issuingAuthority")
INLINE_COST = 0.1
COMPOUND: dict[str, tuple[str, ...]] = {
    "birthPlaceAndDate": ("birthDate", "placeOfBirth"),
    "validity": ("issueDate", "expiryDate"),
    "fullName": ("fullName",),
}
"""Captions that announce more than one field."""


@dataclass(frozen=True)
class Reading:
    """A value read in the visual zone; `polygon` in page pixels, `anchored` when a caption announced it."""

    field: str
    value: str | int
    text: str
    confidence: float
    polygon: Polygon
    anchored: bool = True


@dataclass(frozen=True)
class _Pair:
    cost: float
    field: str
    caption: int
    item: Item
    line: int
    value: str | int


def _is_marked(caption: Caption, items: Sequence[Item]) -> bool:
    """A colon or the like says that the value follows in the same line."""
    after = items[caption.line].text[caption.end :].lstrip(" )s")
    return caption.numbered or (after[:1] in (":", ".", "=") and len(after.strip(" :.=")) > 0)


def _inline(caption: Caption, items: Sequence[Item], following: int | None) -> Item | None:
    """What stands after the caption in its own line, up to the next caption."""
    whole = items[caption.line]
    end = following if following is not None else len(whole.text)
    rest = whole.text[caption.end : end]
    lead = len(rest) - len(rest.lstrip(" :;.,=-–/)"))
    if not rest[lead:].strip():
        return None
    return whole.part(caption.end + lead, end)


def _cost(caption: Item, item: Item) -> float | None:
    """How far a line lies from a caption, in line heights; None when it is out of reach."""
    height = max(min(caption.height, item.height), 0.6 * max(caption.height, item.height))
    overlap = min(caption.bottom, item.bottom) - max(caption.top, item.top)
    gap = item.left - caption.right
    if overlap > 0.4 * min(caption.height, item.height) and gap > -0.8 * height:
        across = max(0.0, gap) / height
        return None if across > REACH_RIGHT else 0.9 + across * 0.25
    down = (item.middle - caption.middle) / height
    if not 0.35 < down < REACH_DOWN + 0.5:
        return None
    shift = item.left - caption.left
    covered = min(caption.right, item.right) - max(caption.left, item.left)
    if covered <= 0 and abs(shift) > 3 * height:
        return None
    return down + abs(shift) / height * (0.12 if shift > 0 else 0.2)


def _candidates(
    captions: Sequence[Caption], items: Sequence[Item], free: Sequence[int], habit: Habit
) -> Iterator[_Pair]:
    for number, caption in enumerate(captions):
        if not caption.field:
            continue
        fields = COMPOUND.get(caption.field, (caption.field,))
        later = [c.start for c in captions if c.line == caption.line and c.start >= caption.end]
        inline = _inline(caption, items, min(later, default=None))
        for field in fields:
            if inline is not None:
                value = read_value(field, inline.text, habit)
                marked = _is_marked(caption, items)
                typed = field not in WORDS
                legible = field not in WORDS or inline.confidence >= LEGIBLE
                if value is not None and legible and (marked or (typed and field != "nationality")):
                    yield _Pair(INLINE_COST, field, number, inline, caption.line, value)
            for line in free:
                cost = _cost(caption.item, items[line])
                if cost is None:
                    continue
                if field in WORDS and items[line].confidence < LEGIBLE:
                    continue
                value = read_value(field, items[line].text, habit)
                if value is not None:
                    yield _Pair(
                        cost + _interruption(caption, captions, items[line]),
                        field,
                        number,
                        items[line],
                        line,
                        value,
                    )


def _interruption(caption: Caption, captions: Sequence[Caption], item: Item) -> float:
    """A surcharge when a caption of another field stands between a caption and a line below it."""
    for other in captions:
        if other.field == caption.field or other.line == caption.line:
            continue
        between = caption.item.bottom - 1 < other.item.middle < item.top + 1
        beside = min(other.item.right, item.right) > max(other.item.left, item.left)
        if between and beside:
            return 2.5
    return 0.0


def assign(
    captions: Sequence[Caption], items: Sequence[Item], taken: set[int], habit: Habit
) -> list[Reading]:
    """One reading a field: pairs of caption and line in order of their distance.

    `taken` are the lines that are captions; a line serves one caption, except a caption of several fields.
    """
    announced = {caption.line for caption in captions if caption.start <= 3 and _is_marked(caption, items)}
    free = [
        line for line in range(len(items)) if line not in taken | announced and "<<" not in items[line].text
    ]
    pairs = sorted(_candidates(captions, items, free, habit), key=lambda pair: pair.cost)
    readings: dict[str, Reading] = {}
    used: dict[int, int] = {}
    for pair in pairs:
        inline = pair.cost <= INLINE_COST
        if pair.field in readings or (used.get(pair.line, pair.caption) != pair.caption and not inline):
            continue
        if not inline:
            used[pair.line] = pair.caption
        confidence = pair.item.confidence * captions[pair.caption].score / 100
        readings[pair.field] = Reading(
            pair.field, pair.value, pair.item.text.strip(), confidence, pair.item.polygon
        )
    return list(readings.values())
