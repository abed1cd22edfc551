"""Repairs that need more than one position: fillers misread in names, look-alikes under a failing check.

A printed digit is never changed into another digit, and a check digit is never changed to make it hold: a
zone whose printed digits are wrong comes out as printed.
"""

import re
from itertools import combinations

from mrz.checks import run_checks
from mrz.formats import FORMATS, FormatName, Span

FILLER_LIKE = frozenset("CKEGSLXRZ")
"""Letters that recognisers make of fillers in OCR-B."""
LOOK_ALIKE = dict(zip("OISBZG015826", "015826OISBZG", strict=True))
MOST_SWAPS = 2
REPAIRABLE = ("documentNumber", "optionalData")


def clean_name_tail(field: str) -> str:
    """The name field with misread fillers behind the names restored.

    After the given names only fillers follow, so short groups of letters that fillers are taken for, standing
    behind a run of fillers, are fillers.
    """
    separator = field.find("<<")
    if separator < 0:
        return field
    rest_start = separator + 2
    while field[rest_start : rest_start + 1] == "<":
        rest_start += 1
    # Three fillers or more after the family name: there are no given names, the tail begins at once.
    tail = separator if rest_start - separator > 2 else field.find("<<", rest_start)
    if tail < 0:
        return field
    groups = re.findall(r"[^<]+", field[tail:])
    if any(len(group) > 2 and not set(group) <= FILLER_LIKE for group in groups):
        return field
    return field[:tail] + "<" * (len(field) - tail)


def _covered(format_name: FormatName, name: str) -> Span | None:
    layout = FORMATS[format_name]
    check = next((item for item in layout.checks if item.name == name), None)
    return check.over[0] if check is not None and len(check.over) == 1 else None


def resolve_look_alikes(format_name: FormatName, lines: list[str]) -> list[str]:
    """Swaps up to two look-alike characters (O/0, I/1, S/5, B/8, Z/2, G/6) in a number whose check digit
    fails, when exactly one choice makes both it and the composite hold; otherwise the lines as they were."""
    checks = run_checks(format_name, lines)
    for name in REPAIRABLE:
        span = _covered(format_name, name)
        if checks.get(name, True) or span is None:
            continue
        lines = _swap_in(format_name, lines, span, name)
        checks = run_checks(format_name, lines)
    return lines


def _swap_in(format_name: FormatName, lines: list[str], span: Span, name: str) -> list[str]:
    row = lines[span.line]
    places = [i for i in range(span.start, span.end) if row[i] in LOOK_ALIKE]
    for count in range(1, MOST_SWAPS + 1):
        fitting = []
        for chosen in combinations(places, count):
            changed = list(row)
            for i in chosen:
                changed[i] = LOOK_ALIKE[row[i]]
            candidate = [*lines]
            candidate[span.line] = "".join(changed)
            checks = run_checks(format_name, candidate)
            if checks[name] and checks.get("composite", True):
                fitting.append(candidate)
        if fitting:
            return fitting[0] if len(fitting) == 1 else lines
    return lines
