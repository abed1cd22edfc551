"""Finding and reading a zone among recognised text lines, by the position grammar and the check digits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from mrz.align import Alignment, align, place, respread_fillers, restore_separator
from mrz.checks import run_checks
from mrz.codes import known_codes
from mrz.formats import CLASSES, FORMATS, Format, FormatName
from mrz.parse import parse_lines
from mrz.repair import clean_name_tail, is_state_code, mend_codes, resolve_look_alikes
from mrz.rows import Row, TextPiece, build_rows, to_alphabet
from mrz.types import MrzReading, Repair, Zone

HIGHEST_CONFIDENCE = 0.99
"""The plain grammar is not calibrated, so it never claims the 0.999 that alone would verify a field."""
CHECK_BONUS = 2.0
DEAREST = 0.22
"""Alignment cost per character above which the lines are no zone."""
DEAREST_PLACED = 0.35
WRONG_CODE, WRONG_ISSUER = 3.0, 2.0
LENGTHS = (0.55, 1.35)
"""An observed row is between these shares of the format's line."""
SHORTEST_NAMES = 5
CODES_WITH_DIGITS = {"CIUSA": "C1", "CZUSA": "C2"}
"""Cards for permanent residents of the United States print a digit where ICAO asks for a letter."""
ODD_NAMES = re.compile(r"[A-Z]<<<+[A-Z]|[A-Z]<<[A-Z<]*<<[A-Z]")
"""More than two fillers between names, or more than one separator: a character was lost or misread."""
SECOND_LETTERS_READ_FROM_FILLERS = frozenset("K")
SECOND_LETTERS_OF_CARDS = frozenset("D<")
CLIPPED = 2.5
"""Cost of a first letter that was not seen."""


@dataclass(frozen=True)
class Attempt:
    """One way to read the rows: the fitted lines, the checks that hold, the cost (lower is better)."""

    layout: Format
    rows: tuple[Row, ...]
    alignments: tuple[Alignment, ...]
    lines: tuple[str, ...]
    cost: float


def looks_like_zone(texts: Sequence[str]) -> float:
    """How much texts look like rows of a zone, from 0: characters of zone-like rows with runs of fillers."""
    rows = [to_alphabet(text) for text in texts]
    return sum(len(row) * min(1.0, row.count("<") / 4) for row in rows if len(row) >= 20) / 60


def _follows(above: Row, below: Row) -> bool:
    """Whether `below` can be the next row of the zone: close under it, alike in height, left edges near."""
    height = (above.height + below.height) / 2
    step = below.v - above.v
    alike = max(above.height, below.height) < 1.9 * min(above.height, below.height)
    near_left = abs(above.u0 - below.u0) < max(2.5 * height, 0.12 * (above.u1 - above.u0))
    return alike and 0.6 * height < step < 3.6 * height and near_left


def _fits(row: Row, layout: Format, line: int) -> bool:
    width = layout.lengths[line]
    names = layout.field("names")
    # Readers drop the fillers behind a name, all of them at worst.
    shortest = LENGTHS[0] * width
    if names is not None and names.span.line == line:
        shortest = names.span.start + SHORTEST_NAMES
    return shortest <= len(row.text) <= LENGTHS[1] * width


def _groups(rows: list[Row], layout: Format) -> Iterator[tuple[Row, ...]]:
    """Every stack of rows that could be the lines of `layout`."""

    def extend(stack: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
        if len(stack) == len(layout.lengths):
            yield stack
            return
        for row in rows:
            if _fits(row, layout, len(stack)) and (not stack or _follows(stack[-1], row)):
                yield from extend((*stack, row))

    yield from extend(())


def _code_cost(layout: Format, lines: Sequence[str]) -> float:
    """What it costs that the document code or the issuer is none of the known."""
    cost = 0.0
    if layout.codes and lines[0][0] not in layout.codes:
        cost += WRONG_CODE
    if layout.name == "FRA_ID":
        cost += 0.0 if lines[0].startswith("IDFRA") else 2 * WRONG_CODE
    if layout.name in ("DL", "CHE_DL"):
        start = "D1" if layout.name == "DL" else "FACHE"
        cost += 0.0 if lines[-2 if layout.name == "CHE_DL" else 0].startswith(start) else 4 * WRONG_CODE
    issuer = layout.field("issuer")
    if issuer is not None:
        code = issuer.span.of(list(lines)).rstrip("<")
        cost += 0.0 if code in known_codes() else WRONG_ISSUER
    return cost


def _held(layout: Format, lines: Sequence[str]) -> int:
    return sum(run_checks(layout.name, list(lines)).values())


def _lacks_first_letter(text: str, name: FormatName, line: int) -> bool:
    """Whether the first line of a card lost its first letter, a narrow `I` that boxes cut too close lose: one
    character is missing, and the state code stands one place too early."""
    layout = FORMATS[name]
    fits = "I" in layout.codes and line == 0 and len(text) == layout.lengths[0] - 1
    return fits and text[0] in SECOND_LETTERS_OF_CARDS and is_state_code(text[1:4])


@lru_cache(maxsize=1024)
def _choices(text: str, name: FormatName, line: int) -> list[Alignment]:
    """The cheapest alignment of a row, and those in which another run of fillers lost what is missing."""
    kinds = FORMATS[name].classes(line)
    if _lacks_first_letter(text, name, line):
        placed = place("I" + text, kinds)
        return [replace(placed, cost=placed.cost + CLIPPED, observed=("", *text))]
    if len(text) == len(kinds):
        # A line of the right length is taken as printed: shifting it would bend wrong prints into validity.
        placed = place(text, kinds)
        if placed.cost <= DEAREST_PLACED * len(kinds):
            return [placed]
    if len(text) < len(kinds) and (split := restore_separator(text, FORMATS[name], line)) is not None:
        return [split]
    first = align(text, kinds)
    others = respread_fillers(text, kinds)
    return [first] + [other for other in others if other.text != first.text and other.cost < first.cost + 4]


def _attempt(layout: Format, rows: tuple[Row, ...]) -> Attempt:
    """The best reading of these rows in this format: in each line the choice under which most checks hold."""
    choices = [_choices(row.text, layout.name, line) for line, row in enumerate(rows)]
    picked = [options[0] for options in choices]
    for line, options in enumerate(choices):

        def worth(option: Alignment, line: int = line) -> float:
            lines = [item.text for item in picked]
            lines[line] = option.text
            return option.cost + _code_cost(layout, lines) - CHECK_BONUS * _held(layout, lines)

        picked[line] = min(options, key=worth)
    lines = _mend(layout, [item.text for item in picked])
    total = sum(item.cost for item in picked) + _code_cost(layout, lines)
    return Attempt(layout, rows, tuple(picked), tuple(lines), total - CHECK_BONUS * _held(layout, lines))


def _mend(layout: Format, lines: list[str]) -> list[str]:
    for item in layout.fields:
        span = item.span
        text = span.of(lines)
        if item.name == "names":
            text = clean_name_tail(text)
        elif item.name in {"familyName", "givenNames"}:
            text = clean_name_tail("<<" + text)[2:] if "<<" in text else text
        elif item.name == "documentCode" and text[1] in SECOND_LETTERS_READ_FROM_FILLERS:
            text = text[0] + "<"
        elif item.name == "documentCode" and (digit := CODES_WITH_DIGITS.get(lines[0][:5])):
            text = digit
        row = lines[span.line]
        lines[span.line] = row[: span.start] + text + row[span.end :]
    return resolve_look_alikes(layout.name, mend_codes(layout.name, lines))


def _has_structure(attempt: Attempt) -> bool:
    """Whether codes, dates and names stand where the format has them; accidental digits have no structure."""
    layout, lines = attempt.layout, list(attempt.lines)
    held = _held(layout, lines)
    code = layout.field("documentCode")
    if code is not None and layout.codes and code.span.of(lines)[0] not in layout.codes:
        # Zimbabwe's passports begin with VX; every digit of TD3 must then hold to tell them from visas.
        return layout.name == "TD3" and lines[0][0] == "V" and held == len(layout.checks)
    for name in ("birthDate", "expiryDate"):
        item = layout.field(name)
        if item is not None and not set(item.span.of(lines)) <= CLASSES["D"]:
            return False
    names = layout.field("names") or layout.field("familyName")
    return names is None or names.span.of(lines).lstrip("<")[:1].isalpha()


def _is_zone(attempt: Attempt) -> bool:
    """Whether this is a zone at all: cheap enough, with structure, fillers or check digits to show for it."""
    if not _has_structure(attempt):
        return False
    characters = sum(attempt.layout.lengths)
    spent = sum(item.cost for item in attempt.alignments) + _code_cost(attempt.layout, attempt.lines)
    held = _held(attempt.layout, attempt.lines)
    checks = len(attempt.layout.checks)
    if spent > DEAREST * characters + held:
        return False
    if attempt.layout.name == "DL":
        return all(run_checks("DL", list(attempt.lines)).values()) and spent < 2 * WRONG_CODE
    if attempt.layout.name == "CHE_DL":
        return spent < 2 * WRONG_CODE
    fillers = sum(line.count("<<") > 0 for line in attempt.lines)
    # Below half of the check digits, the rows must at least look like a zone.
    return held * 2 >= checks or (fillers >= 1 and held >= 1) or fillers >= 2


def _repairs(attempt: Attempt) -> tuple[Repair, ...]:
    """Every position that differs from what was read, with the reason."""
    found = []
    coded: list[set[int]] = [set() for _ in attempt.lines]
    for span in (f.span for f in attempt.layout.fields if f.name in ("issuer", "nationality")):
        coded[span.line] |= set(range(span.start, span.end))
    for number, (item, line) in enumerate(zip(attempt.alignments, attempt.lines, strict=True)):
        kinds = attempt.layout.classes(number)
        for column, (seen, became) in enumerate(zip(item.observed, line, strict=True)):
            if seen == became:
                continue
            if not seen:
                reason = "filler lost by the reader" if became == "<" else "first letter cut off"
            elif became == "<":
                reason = "filler misread"
            elif column in coded[number]:
                reason = "known state code"
            elif seen != item.text[column]:
                reason = "digit expected" if kinds[column] in "ND" else "letter expected"
            else:
                reason = "look-alike, decided by the check digits"
            found.append(Repair(number, column, seen, became, reason))
    return tuple(found)


def _confidence(attempt: Attempt, zone: Zone, repairs: tuple[Repair, ...]) -> float:
    """An honest guess: how sure the rows were read, less for each repair, much less where a check fails.

    Fillers lost at the end of a line are the reader's habit; one lost between characters leaves open where it
    stood, and no check digit covers names.
    """
    value = 1.0
    for row in attempt.rows:
        value *= row.confidence
    for repair in repairs:
        behind = zone.lines[repair.line][repair.column :].strip("<") == ""
        value *= 0.97 if repair.read else 0.998 if behind else 0.9
    value *= 0.95 ** sum(item.dropped for item in attempt.alignments)
    names = zone.raw.get("names", "")
    # Several words without a separator may be a single name; more often the separator was misread.
    unseparated = "<" in names.strip("<") and "<<" not in names.rstrip("<")
    if ODD_NAMES.search(names) or unseparated:
        value *= 0.6
    known = all(is_state_code(zone.raw.get(code, "D<<")) for code in ("issuer", "nationality"))
    value *= (1.0 if known else 0.5) * (1.0 if zone.valid else 0.5)
    return min(HIGHEST_CONFIDENCE, value)


def find_zone(pieces: Sequence[TextPiece], *, today: date | None = None) -> MrzReading | None:
    """The zone among the text lines of an upright picture, or None when there is none.

    Lines that the detector split are joined; text beside and around the zone is left aside. Each character
    that differs from the plain reading is listed as a repair. A zone whose printed check digits do not hold
    comes back as printed, with `valid` false.
    """
    zones = find_zones(pieces, today=today)
    return zones[0] if zones else None


def find_zones(pieces: Sequence[TextPiece], *, today: date | None = None) -> list[MrzReading]:
    """All zones among the lines, the best first; no row belongs to two of them."""
    rows = build_rows(pieces)
    attempts = [_attempt(layout, group) for layout in FORMATS.values() for group in _groups(rows, layout)]
    _choices.cache_clear()  # what stands on a document is not kept in memory longer than needed
    plausible = sorted((item for item in attempts if _is_zone(item)), key=_rank)
    taken: list[Row] = []
    found = []
    for item in plausible:
        if any(_overlap(row, other) for row in item.rows for other in taken):
            continue
        taken += item.rows
        zone = parse_lines(item.lines, today=today, as_format=item.layout.name)
        repairs = _repairs(item)
        polygon = (
            item.rows[0].polygon[0],
            item.rows[0].polygon[1],
            item.rows[-1].polygon[2],
            item.rows[-1].polygon[3],
        )
        found.append(MrzReading(zone, _confidence(item, zone, repairs), polygon, repairs))
    return found


def _rank(attempt: Attempt) -> float:
    """Cost less the worth of the characters explained: a zone of three lines is worth more than two of its
    lines taken for another format."""
    return attempt.cost - 0.1 * sum(min(len(row.text), 44) for row in attempt.rows)


def _overlap(a: Row, b: Row) -> bool:
    across = abs(a.v - b.v) < 0.5 * min(a.height, b.height)
    return across and min(a.u1, b.u1) - max(a.u0, b.u0) > 0


__all__ = ["find_zone", "find_zones", "looks_like_zone"]
