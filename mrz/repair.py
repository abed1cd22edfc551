"""Repairs that need more than one position: fillers misread in names, look-alikes under a failing check.

A printed digit is never changed into another digit, and a check digit is never changed to make it hold: a
zone whose printed digits are wrong comes out as printed.
"""

import re
from itertools import combinations

from mrz.checks import run_checks
from mrz.codes import is_state_code, known_codes
from mrz.formats import FORMATS, FormatName, Span

FILLER_LIKE = frozenset("CKEGSLXRZ")
"""Letters that recognisers make of fillers in OCR-B."""
LOOK_ALIKE = dict(zip("OISBZG015826", "015826OISBZG", strict=True))
CODE_LETTERS = {
    "O": "DQC",
    "D": "O",
    "Q": "O",
    "C": "G",
    "G": "C",
    "I": "L",
    "L": "I",
    "V": "Y",
    "Y": "V",
} | {
    "E": "F",
    "F": "E",
    "U": "V",
    "M": "N",
    "N": "M",
    "H": "N",
    "B": "R",
    "R": "B",
}
"""Letters of OCR-B that readers exchange for each other."""
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


def _may_swap(row: str, i: int, span: Span) -> bool:
    """Whether the character may be the other of its pair. A digit may be a letter only beside a letter: the
    composite weighs a number as its own digit does, so it is no second witness, and in a number full of zeros
    one of them would make almost any sum fit."""
    if row[i] not in LOOK_ALIKE:
        return False
    beside = row[max(span.start, i - 1) : i] + row[i + 1 : min(span.end, i + 2)]
    return not row[i].isdigit() or any(c.isalpha() for c in beside)


def _swap_in(format_name: FormatName, lines: list[str], span: Span, name: str) -> list[str]:
    row = lines[span.line]
    places = [i for i in range(span.start, span.end) if _may_swap(row, i, span)]
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


def _like_codes(code: str) -> set[str]:
    """The known codes, with fillers, that differ from `code` by one look-alike or by misread fillers."""
    near = {code[:i] + other + code[i + 1 :] for i, c in enumerate(code) for other in CODE_LETTERS.get(c, "")}
    for width in (1, 2):
        if all(c == "<" or c in FILLER_LIKE for c in code[width:]):
            stem = code[:width].ljust(3, "<")
            near |= {stem, *(other + stem[1:] for other in CODE_LETTERS.get(stem[0], ""))}
    if "<" in code.rstrip("<"):
        # Codes have fillers at their end only: a filler before a letter was a letter.
        shape = re.compile(code.rstrip("<").replace("<", "[A-Z]"))
        near |= {other for other in known_codes() if shape.fullmatch(other)}
    return {form for form in near if is_state_code(form)}


def mend_codes(format_name: FormatName, lines: list[str]) -> list[str]:
    """Unknown state codes turned into the one known code that looks like them; else the lines as they were.

    Where several look alike, the zone's other state code decides. No check digit covers these fields.
    """
    fields = [FORMATS[format_name].field(name) for name in ("issuer", "nationality")]
    spans = [field.span for field in fields if field is not None]
    codes = {span.of(lines) for span in spans}
    mended = list(lines)
    for span in spans:
        code = span.of(lines)
        if is_state_code(code):
            continue
        near = _like_codes(code)
        near = near & codes or near
        if len(near) == 1:
            row = mended[span.line]
            mended[span.line] = row[: span.start] + near.pop() + row[span.end :]
    return mended
