"""Rows of a zone from text lines: pieces side by side are joined, other text is left aside."""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Protocol

from mrz.types import Polygon

SHORTEST = 2
MANY_FILLERS = 4
"""Fillers that no other text has; such a line may come in lower case."""
MOST_JOINED = 56
"""Characters of a joined row beyond which it is no row of a zone."""
FILLER_FORMS = str.maketrans(dict.fromkeys("‹〈＜≤＞>＞{([", "<") | dict.fromkeys("«《≪", "<<"))
"""How recognisers render fillers: single and double brackets of several scripts."""
STRANGE_FORMS = str.maketrans(
    dict.fromkeys("|¦!丨｜ı", "I") | dict.fromkeys("]」", "J") | dict.fromkeys("Φ口回〇○◯ΘØ", "0")
)
"""How recognisers with a large alphabet render characters of the zone; a dropped one would shift the line."""


class TextPiece(Protocol):
    """A recognised line of text; `polygon` has four corners in reading order."""

    @property
    def text(self) -> str: ...
    @property
    def polygon(self) -> Polygon: ...
    @property
    def confidence(self) -> float: ...


@dataclass(frozen=True)
class Row:
    """Text of one row in the alphabet of the zone. `u`, `v` run along and across the text, in pixels."""

    text: str
    confidence: float
    u0: float
    u1: float
    v: float
    height: float
    polygon: Polygon


def to_alphabet(text: str) -> str:
    """Upper case without blanks and diacritics; brackets become fillers; what else there is, is dropped."""
    folded = unicodedata.normalize("NFKD", text.translate(FILLER_FORMS).translate(STRANGE_FORMS)).upper()
    return re.sub(r"[^A-Z0-9<]", "", folded)


def is_zone_like(text: str) -> bool:
    """Whether a piece may stand in a zone: no words in lower case, no sentences, no captions."""
    letters = [c for c in text if c.isalpha()]
    lower = sum(c.islower() for c in letters)
    foreign = sum(c.isalpha() and not c.isascii() for c in text)
    plain = len(to_alphabet(text))
    blanks = text.strip().count(" ")
    if to_alphabet(text).count("<") >= MANY_FILLERS:
        return True
    return plain >= SHORTEST and lower <= 0.3 * plain and foreign <= 0.1 * plain and blanks <= 0.15 * plain


def _angle(pieces: Sequence[TextPiece]) -> float:
    """The direction of the text in radians: the median of the longer half of the pieces."""
    edges = [(p.polygon[1][0] - p.polygon[0][0], p.polygon[1][1] - p.polygon[0][1]) for p in pieces]
    lengths = sorted((math.hypot(*edge) for edge in edges), reverse=True)
    long = [edge for edge in edges if math.hypot(*edge) >= lengths[len(lengths) // 2]]
    return median(math.atan2(dy, dx) for dx, dy in long)


def _as_row(piece: TextPiece, cos: float, sin: float) -> Row:
    us = [x * cos + y * sin for x, y in piece.polygon]
    vs = [y * cos - x * sin for x, y in piece.polygon]
    height = max(1.0, (vs[3] - vs[0] + vs[2] - vs[1]) / 2)
    return Row(
        to_alphabet(piece.text), piece.confidence, min(us), max(us), sum(vs) / 4, height, tuple(piece.polygon)
    )


def _join(parts: list[Row]) -> Row:
    """One row from parts side by side; a gap as wide as characters is filled with fillers."""
    parts = sorted(parts, key=lambda row: row.u0)
    widest = max(parts, key=lambda row: len(row.text))
    pitch = max(1.0, (widest.u1 - widest.u0) / len(widest.text))
    text = parts[0].text
    for before, after in pairwise(parts):
        # The detector cuts lines where fillers run; a gap between other characters is not part of a zone.
        gap = round((after.u0 - before.u1) / pitch) if "<" in (before.text[-1], after.text[0]) else 0
        text += "<" * max(0, gap) + after.text
    total = sum(len(part.text) for part in parts)
    first, last = parts[0].polygon, parts[-1].polygon
    return Row(
        text,
        sum(part.confidence * len(part.text) for part in parts) / total,
        parts[0].u0,
        parts[-1].u1,
        sum(part.v * len(part.text) for part in parts) / total,
        max(part.height for part in parts),
        (first[0], last[1], last[2], first[3]),
    )


def _side_by_side(a: Row, b: Row) -> bool:
    overlap = min(a.u1, b.u1) - max(a.u0, b.u0)
    gap = max(a.u0, b.u0) - min(a.u1, b.u1)
    height = min(a.height, b.height)
    alike = max(a.height, b.height) < 1.8 * height
    return alike and abs(a.v - b.v) < 0.5 * height and overlap < 0.8 * height and gap < 12 * height


def build_rows(pieces: Sequence[TextPiece]) -> list[Row]:
    """Candidate rows from top to bottom: joined rows, and single pieces that might be rows of their own."""
    usable = [piece for piece in pieces if is_zone_like(piece.text)]
    if not usable:
        return []
    angle = _angle(usable)
    cos, sin = math.cos(angle), math.sin(angle)
    singles = sorted((_as_row(piece, cos, sin) for piece in usable), key=lambda row: row.u0)
    chains: list[list[Row]] = []
    for row in singles:
        home = next((chain for chain in chains if _side_by_side(chain[-1], row)), None)
        if home is None:
            chains.append([row])
        else:
            home.append(row)
    rows = list(singles)
    rows += [
        joined for chain in chains if len(chain) > 1 and len((joined := _join(chain)).text) <= MOST_JOINED
    ]
    return sorted(rows, key=lambda row: row.v)
