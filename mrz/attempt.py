"""One way to read a stack of rows as a format: fillers placed, codes mended, the cost of what was assumed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mrz.align import Alignment, align, place, respread_fillers, restore_separator
from mrz.checks import run_checks
from mrz.codes import is_state_code, known_codes
from mrz.formats import FORMATS, Format, FormatName
from mrz.repair import clean_name_tail, mend_codes, resolve_look_alikes
from mrz.rows import Row

CHECK_BONUS = 2.0
DEAREST_PLACED = 0.35
WRONG_CODE, WRONG_ISSUER = 3.0, 2.0
CODES_WITH_DIGITS = {"CIUSA": "C1", "CZUSA": "C2"}
"""Cards for permanent residents of the United States print a digit where ICAO asks for a letter."""
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


def code_cost(layout: Format, lines: Sequence[str]) -> float:
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


def count_held(layout: Format, lines: Sequence[str]) -> int:
    """How many check digits hold."""
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


def make_attempt(layout: Format, rows: tuple[Row, ...]) -> Attempt:
    """The best reading of these rows in this format: in each line the choice under which most checks hold."""
    choices = [_choices(row.text, layout.name, line) for line, row in enumerate(rows)]
    picked = [options[0] for options in choices]
    for line, options in enumerate(choices):

        def worth(option: Alignment, line: int = line) -> float:
            lines = [item.text for item in picked]
            lines[line] = option.text
            return option.cost + code_cost(layout, lines) - CHECK_BONUS * count_held(layout, lines)

        picked[line] = min(options, key=worth)
    lines = _mend(layout, [item.text for item in picked])
    total = sum(item.cost for item in picked) + code_cost(layout, lines)
    return Attempt(layout, rows, tuple(picked), tuple(lines), total - CHECK_BONUS * count_held(layout, lines))


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


def rank(attempt: Attempt) -> float:
    """Cost less the worth of the characters explained: a zone of three lines is worth more than two of its
    lines taken for another format."""
    return attempt.cost - 0.1 * sum(min(len(row.text), 44) for row in attempt.rows)


def forget_choices() -> None:
    """Empties the memory of alignments: what stands on a document is kept no longer than it is read."""
    _choices.cache_clear()
