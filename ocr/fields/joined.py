"""Lines in which the detector joined a caption with the value beside it, cut where the value begins: words in
capitals behind a caption in small letters, of which a part was misread."""

from collections.abc import Sequence
from functools import cache

from ocr.fields.assign import JOINED
from ocr.fields.captions import Caption, phrases
from ocr.fields.faint import name_field
from ocr.fields.gazetteer import is_town
from ocr.fields.layout import Item, cut_item, fold

FEWEST_CAPITALS, FEWEST_SMALL = 4, 6
"""Letters of a value, and small ones before it."""
ILLEGIBLE = 0.4
"""Probability of the least sure character under which a caption cannot be read."""
LONGEST_SCRAP = 2
"""Letters of what the words of an illegible caption may have left before a town."""


def find_capitals(text: str) -> int | None:
    """Where the words in capitals begin that end a text in small letters; None where none do."""
    start = len(text)
    for word in reversed(text.split()):
        if any(map(str.islower, word)):
            break
        start = text.rindex(word, 0, start)
    capitals = sum(map(str.isupper, text[start:]))
    small = sum(map(str.islower, text[:start]))
    enough = capitals >= FEWEST_CAPITALS and small >= FEWEST_SMALL
    return start if enough or (capitals > 1 and _ends_caption(text[:start])) else None


def find_town(text: str) -> int | None:
    """Where the town begins that ends a line whose caption left scraps alone: `G /P MAZEIKIAI`."""
    *scraps, last = text.split() or [""]
    # A stroke between two languages: nothing else tells scraps from the article of a town.
    small = all(sum(map(str.isalnum, scrap)) <= LONGEST_SCRAP for scrap in scraps)
    divided = any("/" in scrap for scrap in scraps)
    if not (small and divided) or len(last) <= FEWEST_CAPITALS or not last.isupper() or not is_town(last):
        return None
    return text.rindex(last)


@cache
def _last_words() -> frozenset[str]:
    """The last words of captions that one field alone has, of those whose values are words: `birth`, `by`.
    Other short ones are particles of names."""
    fields: dict[str, set[str]] = {}
    for phrase, field in phrases():
        *before, last = phrase.split()
        if before and field in JOINED and (len(last) >= FEWEST_CAPITALS or last == "BY"):
            fields.setdefault(last, set()).add(field)
    return frozenset(word for word, of_word in fields.items() if len(of_word) == 1)


def _ends_caption(before: str) -> bool:
    """Whether a text is the end of a caption whose beginning the detector left out."""
    return before.strip().islower() and fold(before) in _last_words()


def _announces(before: str, after: str, weakest: float, own: Sequence[Caption]) -> bool:
    """Whether what stands before the capitals is a caption whose end could not be read, or all of which
    hardly could, or not at all where a town stands after it. Where a caption is all of it, its value is
    known by that."""
    if any(map(str.isdigit, before)):
        return False
    if not own and ((weakest < ILLEGIBLE and is_town(after)) or _ends_caption(before)):
        return True
    if not own:
        named = name_field(before)
        return named is not None and named[0] in JOINED
    end = max(caption.end for caption in own)
    announced = {caption.field for caption in own} & set(JOINED)
    return bool(announced) and min(c.start for c in own) == 0 and any(map(str.islower, before[end:]))


def split_joined(items: Sequence[Item], captions: Sequence[Caption]) -> list[Item]:
    """The lines, those of a caption and its value in two; of scraps and a town the town alone."""
    result: list[Item] = []
    for line, item in enumerate(items):
        own = [caption for caption in captions if caption.line == line]
        start, town = find_capitals(item.text), find_town(item.text)
        if "<<" in item.text:
            result.append(item)
        elif start is not None and _announces(item.text[:start], item.text[start:], item.weakest, own):
            result += cut_item(item, [start])
        elif town is not None and not own and item.weakest < ILLEGIBLE:
            result.append(item.part(town, len(item.text)))
        else:
            result.append(item)
    return result
