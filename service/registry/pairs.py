"""Which pairs of name parts the registry has, as a Bloom filter of one bit a pair, in the process's memory.

With a letter forgiven a request asks for a thousand pairs, of which hardly any exist: each costs the server
a descent of the index, and the filter a look at a bit. What it lets through is looked up as before.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy import text
from sqlalchemy.orm import Session

from matching.keys import DOCUMENT, PAIR

Words = npt.NDArray[np.uint64]

BITS_A_PAIR = 8
"""At least: at most one in eight pairs that do not exist is looked up; 2 million persons take 8 MB."""
SMALLEST = 1 << 16
SHIFT = np.uint64(20)
"""The bit is taken from the middle of a key, where both parts are mixed best."""
KEYS = text("SELECT string_agg(int8send(key), '') FROM registry_key WHERE key >= :first AND key < :end")


class PairFilter:
    """Says of a pair whether it may be there. Bits are only ever set, so that threads may share it."""

    def __init__(self, keys: Words) -> None:
        size = max(SMALLEST, 1 << (BITS_A_PAIR * len(keys)).bit_length())
        self._mask = np.uint64(size - 1)
        self._bits = np.zeros(size >> 3, np.uint8)
        self._set(keys)

    @classmethod
    def load(cls, session: Session) -> "PairFilter":
        """The filter of all pairs in the registry."""
        packed = session.scalar(KEYS, {"first": PAIR, "end": DOCUMENT})
        return cls(np.frombuffer(packed or b"", ">i8").astype(np.uint64))

    def add(self, keys: Sequence[int]) -> None:
        """Lets the pairs among these keys through from now on."""
        self._set(np.array([key for key in keys if PAIR <= key < DOCUMENT], np.uint64))

    def having(self, pairs: Words) -> Words:
        """Those of the pairs that may be there."""
        places = self._places(pairs)
        kept = self._bits[places >> np.uint64(3)] >> (places & np.uint64(7)).astype(np.uint8) & 1
        passed: Words = pairs[kept != 0]
        return passed

    def _places(self, keys: Words) -> Words:
        places: Words = keys >> SHIFT & self._mask
        return places

    def _set(self, keys: Words) -> None:
        places = self._places(keys)
        bits = np.left_shift(1, places & np.uint64(7), dtype=np.uint64).astype(np.uint8)
        np.bitwise_or.at(self._bits, (places >> np.uint64(3)).astype(np.int64), bits)
