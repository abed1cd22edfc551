"""A plain position grammar on lines of text: what people write on top of a general OCR engine, and no more.

Lines in upper case, no spaces, look-alikes of the filler made fillers, lines of about the right length padded
or cut, and O/0, I/1, S/5, B/8, Z/2 taken by the class of their position.
"""

from collections.abc import Iterator, Sequence

from mrz.checks import run_checks
from mrz.formats import FORMATS, Format

FILLERS = str.maketrans(dict.fromkeys("«‹〈《≤＜(（", "<"))
AS_DIGIT = str.maketrans("OQDISBZ", "0001582")
AS_LETTER = str.maketrans("01582", "OISBZ")
ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
SHORTEST, LONGEST = 0.66, 1.1
"""A line between these shares of the format's length is taken for one of its lines: engines drop fillers."""
LOWER_CASE = 0.1
"""A line with a larger share of lower-case letters is other text."""


def clean(text: str) -> str:
    """A line in the alphabet of the zone; what is not in it is dropped."""
    upper = text.upper().translate(FILLERS)
    return "".join(character for character in upper if character in ALPHABET)


def _fit(text: str, kinds: Sequence[str]) -> str:
    padded = text[: len(kinds)].ljust(len(kinds), "<")
    tables = {"N": AS_DIGIT, "D": AS_DIGIT, "A": AS_LETTER}
    return "".join(
        character.translate(tables[kind]) if kind in tables else character
        for character, kind in zip(padded, kinds, strict=True)
    )


def _begins_right(layout: Format, lines: Sequence[str]) -> bool:
    start = lines[1] if layout.name == "CHE_DL" else lines[0]
    if layout.name == "CHE_DL":
        return start.startswith("FA")
    if layout.name == "FRA_ID":
        return start.startswith("IDFRA")
    if layout.name == "DL":
        return start.startswith("D1")
    return not layout.codes or start[0] in layout.codes


def _candidates(rows: Sequence[str]) -> Iterator[tuple[Format, tuple[str, ...], int]]:
    """Rows of about the lengths of a format that follow one another, fitted to it, and by how many characters
    they are too short or too long."""
    for layout in FORMATS.values():
        count, least = len(layout.lengths), SHORTEST * min(layout.lengths)
        long_enough = [row for row in rows if len(row) >= least]
        for first in range(len(long_enough) - count + 1):
            taken = long_enough[first : first + count]
            shares = [len(row) / length for row, length in zip(taken, layout.lengths, strict=True)]
            if min(shares) < SHORTEST or max(shares) > LONGEST:
                continue
            lines = tuple(_fit(row, layout.classes(number)) for number, row in enumerate(taken))
            if _begins_right(layout, lines):
                off = sum(abs(len(row) - length) for row, length in zip(taken, layout.lengths, strict=True))
                yield layout, lines, off


def find_by_positions(texts: Sequence[str]) -> tuple[Format, tuple[str, ...]] | None:
    """The zone among lines of text, top to bottom: that in which most check digits hold, of those the one
    that fits its lengths best, then the longest."""
    rows = [clean(text) for text in texts if sum(map(str.islower, text)) <= LOWER_CASE * len(text)]

    def worth(item: tuple[Format, tuple[str, ...], int]) -> tuple[float, int, int]:
        layout, lines, off = item
        checks = run_checks(layout.name, list(lines))
        return sum(checks.values()) / max(1, len(checks)), -off, sum(layout.lengths)

    best = max(_candidates(rows), key=worth, default=None)
    return best[:2] if best else None
