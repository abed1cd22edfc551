"""Why a character of a zone is another than was read: one list of reasons, for readers of pixels and of text.

A reason is a fact about the finished zone that anybody can check again. Nearly all compare it with the same
zone in which this one character is as it was read, so that none claims a check digit, a code or a date that
would have let the other character pass.
"""

from collections.abc import Sequence
from typing import Literal

from mrz.checks import holds, is_judged
from mrz.codes import is_state_code
from mrz.dates import may_exist
from mrz.layout import CLASSES, Check, Field, Format

Reason = Literal[
    "not a character of the line",
    "filler lost by the reader",
    "character lost by the reader",
    "known code",
    "digit expected",
    "letter expected",
    "date that exists",
    "check digit",
    "filler expected",
    "more probable with the format",
]
"""The first that holds, in this order:

- not a character of the line: it was read where the line has no place for it;
- filler lost, character lost: nothing was read in this place;
- known code: document, state and sex have codes, and what was read makes none;
- digit expected, letter expected: the class of the place excludes what was read;
- date that exists: with what was read, the day would be in no calendar;
- check digit: one that covers the place holds, and would not with what was read;
- filler expected: from here to its end the field holds nothing but fillers;
- more probable with the format: no rule decides; pixels and format together do.
"""

STATES, DATES = ("issuer", "nationality"), ("birthDate", "expiryDate")
SEX = "S"


def _field_at(layout: Format, line: int, column: int) -> Field | None:
    return next(
        (
            item
            for item in layout.fields
            if item.span.line == line and item.span.start <= column < item.span.end
        ),
        None,
    )


def _is_code(item: Field | None, layout: Format, lines: Sequence[str]) -> bool:
    """Whether the zone begins as its format does and this field, if it is one of codes, has a known one."""
    if item is not None and item.name in STATES and not is_state_code(item.span.of(lines)):
        return False
    if item is not None and item.kind == SEX and item.span.of(lines) not in CLASSES[SEX]:
        return False
    return layout.begins(lines)


def _is_date(item: Field | None, lines: Sequence[str]) -> bool:
    return item is not None and item.name in DATES and may_exist(item.span.of(lines))


def _is_padding(item: Field | None, lines: Sequence[str], column: int) -> bool:
    if item is None or item.name in DATES:
        return False
    return not item.span.of(lines)[column - item.span.start :].strip("<")


def _covers(check: Check, line: int, column: int) -> bool:
    spans = (*check.over, check.digit, *((check.continued,) if check.continued else ()))
    return any(span.line == line and span.start <= column < span.end for span in spans)


def _tells_apart(check: Check, lines: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the check digit holds in `lines`, and is there and fails in `other`."""
    return (
        is_judged(check, lines)
        and holds(check, lines)
        and is_judged(check, other)
        and not holds(check, other)
    )


def explain(layout: Format, lines: Sequence[str], line: int, column: int, read: str) -> Reason:
    """Why the character of `lines` at this place is not `read` ('' where nothing was read)."""
    became = lines[line][column]
    if not read:
        return "filler lost by the reader" if became == "<" else "character lost by the reader"
    other = list(lines)
    other[line] = lines[line][:column] + read + lines[line][column + 1 :]
    national = layout.national(lines)
    item, kind = _field_at(national, line, column), national.classes(line)[column]
    excluded = read not in CLASSES[kind]
    by_itself: tuple[tuple[bool, Reason], ...] = (
        (_is_code(item, layout, lines) and not _is_code(item, layout, other), "known code"),
        (excluded and became.isdigit(), "digit expected"),
        (excluded and became.isalpha(), "letter expected"),
        (_is_date(item, lines) and not _is_date(item, other), "date that exists"),
    )
    reason = next((reason for is_so, reason in by_itself if is_so), None)
    if reason is not None:
        return reason
    covering = (check for check in national.checks if _covers(check, line, column))
    if any(_tells_apart(check, lines, other) for check in covering):
        return "check digit"
    is_padding = became == "<" and _is_padding(item, lines, column)
    return "filler expected" if is_padding else "more probable with the format"
