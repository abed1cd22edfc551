"""Keys that requests are found by, as they stand in the database: keyed digests instead of dates and names.

A retrieval key (`matching.keys`) holds a birth date in the open and codes of names that can be guessed.
Blinded, equal keys stay equal, everybody born on a day stays in one range, and nothing can be told without
the secret.
"""

import hashlib
import hmac
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matching.keys import DATED, PART_BITS
from service.seals import seals_of

KIND = 3 << 60
DATE_BITS = 28
PART = (1 << PART_BITS) - 1
PLACE_BITS = 62


@dataclass(frozen=True)
class Blinding:
    """Turns keys and codes into their blinded forms, under one secret."""

    secret: bytes

    def key(self, key: int) -> int:
        """A retrieval key, of the same kind as before."""
        if key & KIND == DATED:
            return self._dated((key ^ DATED) >> PART_BITS) | self._bits("part", key & PART, PART_BITS)
        return key & KIND | self._bits("key", key, 60)

    def keys(self, keys: list[int]) -> list[int]:
        """Many of them."""
        return [self.key(key) for key in keys]

    def dates(self, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The ranges of everybody born on a day (`SearchKeys.ranges`)."""
        days = [self._dated((low ^ DATED) >> PART_BITS) for low, _ in ranges]
        return [(day, day | PART) for day in days]

    def place(self, place: int) -> int:
        """A place that names which are one letter apart share (`matching.similar`)."""
        return self._bits("place", place, PLACE_BITS)

    def code(self, place: int, code: int) -> int:
        """The code of a name at a blinded place; applied twice it gives the code again."""
        return code ^ self._bits("code", place, PART_BITS)

    def _dated(self, date: int) -> int:
        return DATED | self._bits("date", date, DATE_BITS) << PART_BITS

    def _bits(self, kind: str, value: int, bits: int) -> int:
        digest = hmac.digest(self.secret, f"{kind}:{value}".encode(), hashlib.sha256)
        return int.from_bytes(digest[:8], "big") >> 64 - bits


def blinding_of(session: Session) -> Blinding:
    """The blinding of a session's database."""
    return Blinding(seals_of(session).blinding)
