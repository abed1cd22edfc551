"""Lines that hold what stands in several columns: the detector joins neighbours whose gap is small."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ocr.fields.captions import Caption
from ocr.fields.dates import find_dates
from ocr.fields.grammar import read_number
from ocr.fields.layout import Item, cut_item

ROWS = 3.2
"""Distance, in heights, of a row of captions to the row of their values."""
SAME_ROW = 0.6
"""Heights by which captions of one row may differ in distance."""
NEAR = 1.6
"""Heights by which the gap between two words may miss the left edge of the caption it belongs to: the
letters' widths are not known."""
TRIES = 5
"""Characters around the edge of a caption where a column may begin."""
WHOLE_DAY = re.compile(r"\d\d\D")
FEWEST_DIGITS = 6
LEAST = 1.5
"""Heights that the first part must be wide."""
INNER_NUMBER = re.compile(r"\s(?=4\s?[abcd][.,:]?(?:\s|$)|4b[.,]\d)", re.IGNORECASE)
"""Fields 4a to 4d of a licence stand two in a row."""
MISREAD = re.compile(
    r"(?<=\d\d\s)4[0-9](?=[.,]?\s*\d\d[. ]\d\d[. ])|(?<=\d\d[. ]\s)4[0-9](?=[.,]?\s*(19|20)\d\d[. ]\d\d[. ])"
    r"|^\s*4[0-9](?=[.,]?\s*(19|20)\d\d[.\- ]\d\d[.\- ]\d\d)"
)
"""`4b`, its letter read as a digit, between two dates, or run together with one."""
PERSONS = re.compile(r"^\s*4(?![abc])\s?[a-z0-9]?\s*[.,:)]?\s+(?=\w{7,18}\s*$)")
"""`4d` or what was read of it, before a number that can only be the person's."""


def _gaps(item: Item) -> list[tuple[int, float]]:
    """Index and place of each gap between words."""
    width = item.right - item.left
    return [
        (match.start(), item.left + width * match.end() / max(1, len(item.text)))
        for match in re.finditer(r"\s+", item.text.rstrip())
        if match.start() > 0
    ]


def _edges(item: Item, captions: Sequence[Caption], *, over: bool) -> list[float]:
    """Left edges of captions that begin a column within the line, in the nearest row over it (under it,
    where values stand `over` captions) that has one where it begins."""
    sign = -1 if over else 1
    far = [(sign * (item.middle - caption.item.middle) / item.height, caption.item) for caption in captions]
    far = [(down, caption) for down, caption in far if 0.35 < down < ROWS]
    if not far:
        return []
    nearest = min(down for down, _ in far)
    row = [caption for down, caption in far if down < nearest + SAME_ROW]
    edges = []
    for caption in row:
        inside = item.left + LEAST * item.height < caption.left < item.right - 0.3 * item.height
        first = any(
            abs(other.left - item.left) < NEAR * item.height
            and other.right < caption.left
            and abs(other.middle - caption.middle) < 0.5 * caption.height
            for other in row
        )
        if inside and first:
            edges.append(caption.left)
    return sorted(edges)


def _cut_at_date(item: Item, edge: float) -> int | None:
    """Where a number ends and the date of the next column begins that ran into it; None where nothing of the
    kind stands there: `AB123456 01 2030` of a day that was read as the number's end."""
    width = (item.right - item.left) / max(1, len(item.text))
    near = sorted(range(len(item.text)), key=lambda index: abs(item.left + index * width - edge))
    for index in near[:TRIES]:
        dates, number = find_dates(item.text[index:]), read_number(item.text[:index])
        rest = item.text[index:].strip()
        if number and dates and WHOLE_DAY.match(rest) and dates[0].end >= len(rest):
            return index
    return None


def _split(item: Item, edges: Sequence[float]) -> list[Item]:
    cuts: list[int] = []
    for edge in edges:
        inside = _cut_at_date(item, edge)
        if inside is not None:
            cuts.append(inside)
            continue
        near = [(abs(place - edge), index) for index, place in _gaps(item) if index not in cuts]
        distance, index = min(near, default=(float("inf"), 0))
        if distance < NEAR * item.height:
            cuts.append(index)
    return cut_item(item, cuts)


def split_columns(
    items: Sequence[Item], captions: Sequence[Caption], taken: set[int], *, over: bool
) -> list[Item]:
    """The lines, those of values cut where a caption of their row begins. `taken`: lines that are captions;
    `over`: values stand over these."""
    result: list[Item] = []
    for line, item in enumerate(items):
        own = any(caption.line == line for caption in captions)
        result += [item] if own or line in taken else _split(item, _edges(item, captions, over=over))
    return result


def split_numbers(items: Sequence[Item]) -> list[Item]:
    """The lines of a licence, cut before the fields 4a to 4d."""
    result: list[Item] = []
    for whole in items:
        item = replace(whole, text=MISREAD.sub("4b", whole.text))
        number = PERSONS.match(item.text)
        if number is not None and sum(map(str.isdigit, item.text[number.end() :])) >= FEWEST_DIGITS:
            item = replace(item, text=f"4d. {item.text[number.end() :]}")
        result += cut_item(item, [match.start() for match in INNER_NUMBER.finditer(item.text)])
    return result
