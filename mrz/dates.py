"""Dates of machine-readable zones: two-digit years, unknown parts as fillers (ICAO Doc 9303-3 §4.8)."""

from datetime import date

FURTHEST_EXPIRY = 30
"""Years ahead an expiry may lie: documents run for 10 to 15 years; unlimited ones print odd years."""


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return not (day and not month)


def _digits(text: str) -> tuple[int, int, int] | None:
    """Year of the century, month and day; 0 for an unknown month or day."""
    parts = [text[i : i + 2].replace("<<", "00") for i in (0, 2, 4)]
    if len(text) != 6 or text[:2] == "<<" or not all(part.isdigit() for part in parts):
        return None
    return int(parts[0]), int(parts[1]), int(parts[2])


def may_exist(text: str) -> bool:
    """Whether `YYMMDD` is a date in this or the last century; unknown parts may be."""
    parts = _digits(text)
    return parts is not None and any(_exists(century + parts[0], *parts[1:]) for century in (1900, 2000))


def birth_date(text: str, today: date) -> str | None:
    """The IncompleteDate of `YYMMDD`, never after `today`; None when unknown or impossible."""
    parts = _digits(text)
    if parts is None:
        return None
    century = today.year // 100 * 100
    year, month, day = century + parts[0], parts[1], parts[2]
    if (year, month, day) > (today.year, today.month, today.day):
        year -= 100
    return f"{year:04d}-{month:02d}-{day:02d}" if _exists(year, month, day) else None


def expiry_date(text: str, today: date) -> str | None:
    """The ISO date of `YYMMDD`, at most `FURTHEST_EXPIRY` years ahead; None when unknown or impossible."""
    parts = _digits(text)
    if parts is None or not parts[1] or not parts[2]:
        return None
    year = today.year // 100 * 100 + parts[0]
    if year > today.year + FURTHEST_EXPIRY:
        year -= 100
    return f"{year:04d}-{parts[1]:02d}-{parts[2]:02d}" if _exists(year, *parts[1:]) else None
