"""The filter of pairs: it never keeps a pair back that is there, and most of the others."""

from random import Random

import numpy as np

from matching.keys import DATED, DOCUMENT, pair_key
from service.registry.pairs import PairFilter


def test_what_is_there_passes_and_little_else():
    random = Random(1)
    keys = [pair_key(random.getrandbits(32), random.getrandbits(32)) for _ in range(40_000)]
    there, others = keys[:20_000], keys[20_000:]
    pairs = PairFilter(np.array(there[:15_000], np.uint64))
    pairs.add([*there[15_000:], DATED | 5, DOCUMENT | 5])
    assert pairs.having(np.array(there, np.uint64)).tolist() == there
    assert len(pairs.having(np.array(others, np.uint64))) < len(others) / 6
    assert not len(pairs.having(np.empty(0, np.uint64)))


def test_an_empty_registry_has_no_pairs():
    assert PairFilter(np.empty(0, np.uint64)).having(np.array([pair_key(1, 2)], np.uint64)).tolist() == []
