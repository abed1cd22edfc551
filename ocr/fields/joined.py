"""Lines in which the detector joined a caption with the value beside it, cut where the value begins: words in
capitals behind a caption in small letters, of which a part was misread."""

from collections.abc import Sequence

from ocr.fields.assign import JOINED
from ocr.fields.captions import Caption
from ocr.fields.faint import name_field
from ocr.fields.gazetteer import is_town
from ocr.fields.layout import Item, cut_item

FEWEST_CAPITALS, FEWEST_SMALL = 4, 6
"""Letters of a value, and small ones before it."""
ILLEGIBLE = 0.4
"""Probability of the least sure character under which a caption cannot be read."""


def find_capitals(text: str) -> int | None:
    """Where the words in capitals begin that end a text in small letters; None where none do."""
    start = len(text)
    for word in reversed(text.split()):
        if any(map(str.islower, word)):
            break
        start = text.rindex(word, 0, start)
    capitals = sum(map(str.isupper, text[start:]))
    small = sum(map(str.islower, text[:start]))
    return start if capitals >= FEWEST_CAPITALS and small >= FEWEST_SMALL else None


def _announces(before: str, after: str, weakest: float, own: Sequence[Caption]) -> bool:
    """Whether what stands before the capitals is a caption whose end could not be read, or all of which
    hardly could, or not at all where a town stands after it. Where a caption is all of it, its value is
    known by that."""
    if any(map(str.isdigit, before)):
        return False
    if not own and weakest < ILLEGIBLE and is_town(after):
        return True
    if not own:
        named = name_field(before)
        return named is not None and named[0] in JOINED
    end = max(caption.end for caption in own)
    announced = {caption.field for caption in own} & set(JOINED)
    return bool(announced) and min(c.start for c in own) == 0 and any(map(str.islower, before[end:]))


def split_joined(items: Sequence[Item], captions: Sequence[Caption]) -> list[Item]:
    """The lines, those of a caption and its value in two."""
    result: list[Item] = []
    for line, item in enumerate(items):
        start = find_capitals(item.text)
        own = [caption for caption in captions if caption.line == line]
        cut = (
            start is not None
            and "<<" not in item.text
            and _announces(item.text[:start], item.text[start:], item.weakest, own)
        )
        result += cut_item(item, [start]) if cut and start is not None else [item]
    return result
