"""Values to captions: right of, below, or in the same line; the nearest fitting one, each line used once."""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocr.fields.captions import Caption
from ocr.fields.grammar import Habit, read_value
from ocr.fields.layout import Item
from ocr.fields.scripts import OTHER_SCRIPT
from ocr.text import Polygon

LEGIBLE = 0.75
"""Confidence under which a name or place may as well be a caption read badly."""
REACH_DOWN, REACH_PAST_NATIVE = 3.7, 5.2
"""How far below its caption a value may stand, in line heights; with its native form in between."""
REACH_RIGHT, FAR_RIGHT = 14.0, 32.0
"""How far right of its caption, in line heights: as a rule, and at most, in a form with a wide first
column."""
WORDS = (
    "familyName",
    "givenNames",
    "fullName",
    "wholeName",
    "placeOfBirth",
    "issuingAuthority",
    "residenceAddress",
)
JOINED = (
    "familyName",
    "givenNames",
    "fullName",
    "wholeName",
    "placeOfBirth",
    "residenceAddress",
    "issuingAuthority",
)
"""Fields whose words may stand in the line of their caption without a mark between."""
NAMES = ("familyName", "givenNames", "fullName", "wholeName")
CLEARLY_BETTER, WORD_WORTH, COST_WEIGHT = 0.6, 0.5, 0.08
"""Worth by which values must fit better over their captions than under them; worth of a field whose values
are words, against 1; worth that a line height of distance costs."""
LONG_CAPTION, SURE_CAPTION = 9, 88.0
"""Letters and ratio of a caption that makes its line one."""
HUGE = 3.0
"""Times the page's median height: a part of an overprint, no value."""
WORDED = re.compile(r"[A-Za-z][A-Za-z .]{0,13}[#:]+\s*")
"""A number's caption in words, between it and its value: `4d LIC#: 0123`."""
STROKE = re.compile(r"[a-zà-ÿ]\s?/|/\s?[a-zà-ÿ]")
"""Between languages, beside small letters."""
INLINE_COST = 0.1
JOINED_COST, JOINED_PAST_NATIVE = 1.5, 2.5
"""Cost of words in the line of their caption with no mark between, which the detector joined; the same where
they may be the native form, and the Latin one is below."""
FEWEST_CAPITALS = 3
DOTTED = "ïîíì"
BESIDE = 2.0
"""Cost up to which a line stands right beside or below a caption."""
COMPOUND: dict[str, tuple[str, ...]] = {
    "birthPlaceAndDate": ("birthDate", "placeOfBirth"),
    "validity": ("issueDate", "expiryDate"),
    "fullName": ("fullName",),
    "wholeName": ("wholeName",),
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
    weakest: float = 1.0
    """Probability of the least sure character of its lines."""
    likely: float = 0.5
    """Probability that its line is a value of the field, by the letters, forms and places of all lines
    (`ocr.fields.labels`); a half where that says nothing."""


def read_unannounced(field: str, value: str | int, item: Item, share: float) -> Reading:
    """A value that no caption announced; it keeps a `share` of its line's confidence."""
    return Reading(
        field, value, item.text.strip(), item.confidence * share, item.polygon, False, item.weakest
    )


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
    return caption.numbered or (after[:1] in (":", ".", "=", "#") and len(after.strip(" :.=")) > 0)


def _inline(caption: Caption, items: Sequence[Item], following: int | None) -> Item | None:
    """What stands after the caption in its own line, up to the next caption."""
    whole = items[caption.line]
    end = following if following is not None else len(whole.text)
    rest = whole.text[caption.end : end]
    lead = len(rest) - len(rest.lstrip(" :;.,=-–/)#°º"))
    if caption.numbered and (word := WORDED.match(rest[lead:])):
        lead += word.end()
    if not rest[lead:].strip():
        return None
    return whole.part(caption.end + lead, end)


def _is_joined(caption: Caption, rest: Item) -> bool:
    """Whether what stands behind a caption in its line is its value and no further caption: all of it in
    capitals where the caption is not, or divided by a comma as full names are."""
    capitals = sum(map(str.isupper, rest.text))
    # Ï is read as a small letter where its dots are.
    small = any(char.islower() and char not in DOTTED for char in rest.text)
    if capitals < FEWEST_CAPITALS or small:
        return False
    mixed = any(map(str.islower, caption.item.text))
    return mixed or (caption.start == 0 and "," in rest.text.strip(" ,"))


def _cost(caption: Item, item: Item, *, over: bool = False, reach: float = REACH_DOWN) -> float | None:
    """How far a line lies from a caption, in line heights; None when it is out of reach. `over`: values
    stand over their captions, not under them."""
    height = max(min(caption.height, item.height), 0.6 * max(caption.height, item.height))
    overlap = min(caption.bottom, item.bottom) - max(caption.top, item.top)
    gap = item.left - caption.right
    if overlap > 0.4 * min(caption.height, item.height) and gap > -0.8 * height:
        across = max(0.0, gap) / height
        if across > FAR_RIGHT:
            return None
        return 0.9 + min(across, REACH_RIGHT) * 0.25 + max(0.0, across - REACH_RIGHT) * 0.1
    down = (caption.middle - item.middle if over else item.middle - caption.middle) / height
    if not 0.35 < down < reach:
        return None
    shift = item.left - caption.left
    covered = min(caption.right, item.right) - max(caption.left, item.left)
    if covered <= 0 and abs(shift) > 3 * height:
        return None
    return down + abs(shift) / height * (0.12 if shift > 0 else 0.2)


def is_near(caption: Item, item: Item) -> bool:
    """Whether a line stands where the value of a caption would."""
    cost = _cost(caption, item)
    return cost is not None and cost <= BESIDE


def is_announced(item: Item, captions: Sequence[Caption]) -> bool:
    """Whether the line stands where a caption's value does, so that it says nothing of the whole document."""
    return any(caption.field and is_near(caption.item, item) for caption in captions)


def _candidates(
    captions: Sequence[Caption], items: Sequence[Item], free: Sequence[int], habit: Habit, *, over: bool
) -> Iterator[_Pair]:
    reach = REACH_PAST_NATIVE if habit.issuer in OTHER_SCRIPT else REACH_DOWN
    for number, caption in enumerate(captions):
        if not caption.field:
            continue
        fields = COMPOUND.get(caption.field, (caption.field,))
        later = [c.start for c in captions if c.line == caption.line and c.start >= caption.end]
        inline = _inline(caption, items, min(later, default=None))
        for field in fields:
            if inline is not None:
                value = read_value(field, inline.text, habit)
                if value is None and field == "gender":  # the next column may follow: `M 16 HGT 5'-08"`
                    value = read_value(field, inline.text.split()[0], habit)
                marked = _is_marked(caption, items)
                typed = field not in WORDS
                legible = field not in WORDS or inline.confidence >= LEGIBLE
                if value is not None and legible and (marked or (typed and field != "nationality")):
                    yield _Pair(INLINE_COST, field, number, inline, caption.line, value)
                elif value is not None and legible and field in JOINED and _is_joined(caption, inline):
                    native = habit.issuer in OTHER_SCRIPT
                    beside = JOINED_PAST_NATIVE if native else JOINED_COST
                    yield _Pair(beside, field, number, inline, caption.line, value)
            for line in free:
                cost = _cost(caption.item, items[line], over=over, reach=reach)
                if cost is None:
                    continue
                if field in WORDS and items[line].confidence < LEGIBLE:
                    continue
                value = read_value(field, items[line].text, habit)
                # The state's code stands in a row of its own over the names; a stroke stands in captions.
                if field in NAMES and (value == habit.issuer or STROKE.search(items[line].text)):
                    continue
                if value is not None:
                    yield _Pair(
                        cost + _interruption(caption, captions, items[line], over=over),
                        field,
                        number,
                        items[line],
                        line,
                        value,
                    )


def _interruption(caption: Caption, captions: Sequence[Caption], item: Item, *, over: bool) -> float:
    """A surcharge when a caption of another field stands between a caption and a line of its column."""
    upper, lower = (item, caption.item) if over else (caption.item, item)
    for other in captions:
        if other.field == caption.field or other.line == caption.line:
            continue
        between = upper.bottom - 1 < other.item.middle < lower.top + 1
        beside = min(other.item.right, item.right) > max(other.item.left, item.left)
        if between and beside:
            return 2.5
    return 0.0


@dataclass(frozen=True)
class Assignment:
    """A reading a field. `over`: values stand over their captions; `worth`: how well captions and lines
    fit."""

    readings: list[Reading]
    over: bool
    worth: float


def assign(captions: Sequence[Caption], items: Sequence[Item], taken: set[int], habit: Habit) -> Assignment:
    """One reading a field. Values stand beside or under their captions, or over all of them: whichever way
    more captions find a value that can be theirs.

    `taken` are the lines that are captions; a line serves one caption, except a caption of several fields.
    """
    under = _assign(captions, items, taken, habit, over=False)
    over = _assign(captions, items, taken, habit, over=True)
    return over if over.worth > under.worth + CLEARLY_BETTER else under


def _assign(
    captions: Sequence[Caption], items: Sequence[Item], taken: set[int], habit: Habit, *, over: bool
) -> Assignment:
    """Pairs of caption and line in order of their distance."""
    announced = {caption.line for caption in captions if caption.start <= 3 and _is_marked(caption, items)}
    # A line that holds a long caption is no other caption's value, though half of it could not be read.
    announced |= {
        caption.line
        for caption in captions
        if caption.end - caption.start >= LONG_CAPTION and caption.score >= SURE_CAPTION
    }
    huge = HUGE * statistics.median([item.height for item in items] or [1.0])
    free = [
        line
        for line in range(len(items))
        if line not in taken | announced and "<<" not in items[line].text and items[line].height < huge
    ]
    pairs = sorted(_candidates(captions, items, free, habit, over=over), key=lambda pair: pair.cost)
    readings: dict[str, Reading] = {}
    used: dict[int, int] = {}
    worth = 0.0
    for pair in pairs:
        inline = pair.cost <= INLINE_COST
        if pair.field in readings or (used.get(pair.line, pair.caption) != pair.caption and not inline):
            continue
        if not inline:
            used[pair.line] = pair.caption
        # Almost any line can be a name; a date is one.
        worth += (WORD_WORTH if pair.field in WORDS else 1.0) - COST_WEIGHT * pair.cost
        confidence = pair.item.confidence * captions[pair.caption].score / 100
        readings[pair.field] = Reading(
            pair.field,
            pair.value,
            pair.item.text.strip(),
            confidence,
            pair.item.polygon,
            weakest=pair.item.weakest,
        )
    return Assignment(list(readings.values()), over, worth)
