"""What an attempt is worth: whether it is a zone at all, what was repaired in it, how sure it is."""

import re

from mrz.attempt import WRONG_CODE, Attempt, code_cost, count_held
from mrz.checks import run_checks
from mrz.codes import is_state_code
from mrz.formats import CLASSES
from mrz.reasons import explain
from mrz.types import Repair, Zone

HIGHEST_CONFIDENCE = 0.98
"""The plain grammar is not calibrated, so it never claims the 0.999 that alone would verify a field."""
DEAREST = 0.22
"""Alignment cost per character above which the lines are no zone."""
ODD_NAMES = re.compile(r"[A-Z]<<<+[A-Z]|[A-Z]<<[A-Z<]*<<[A-Z]")
"""More than two fillers between names, or more than one separator: a character was lost or misread."""


def _has_structure(attempt: Attempt) -> bool:
    """Whether codes, dates and names stand where the format has them; accidental digits have no structure."""
    layout, lines = attempt.layout, list(attempt.lines)
    held = count_held(layout, lines)
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


def is_zone(attempt: Attempt) -> bool:
    """Whether this is a zone at all: cheap enough, with structure, fillers or check digits to show for it."""
    if not _has_structure(attempt):
        return False
    characters = sum(attempt.layout.lengths)
    spent = sum(item.cost for item in attempt.alignments) + code_cost(attempt.layout, attempt.lines)
    held = count_held(attempt.layout, attempt.lines)
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


def list_repairs(attempt: Attempt) -> tuple[Repair, ...]:
    """Every position that differs from what was read, with the reason."""
    return tuple(
        Repair(number, column, read, became, explain(attempt.layout, attempt.lines, number, column, read))
        for number, (item, line) in enumerate(zip(attempt.alignments, attempt.lines, strict=True))
        for column, (read, became) in enumerate(zip(item.observed, line, strict=True))
        if read != became
    )


def estimate_confidence(attempt: Attempt, zone: Zone, repairs: tuple[Repair, ...]) -> float:
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
