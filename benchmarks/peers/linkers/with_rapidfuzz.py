"""Plain rapidfuzz: one similarity of everything written down, and one threshold, as its tutorials have it."""

import time
from importlib.metadata import version

import numpy as np
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cpdist

from benchmarks.peers.linkers.tables import About, Floats, Pairs, Rows

MATCH = 92.0
TEXT = ("family_name", "given_names", "birth_date", "place_of_birth")


def score(asked: Rows, known: Rows, pairs: Pairs) -> tuple[Floats, About]:
    """`token_sort_ratio` (0 to 100) of names, birth date and birthplace as one text."""
    ones, others = (
        np.array([" ".join(row[name] for name in TEXT if row[name]).lower() for row in rows], dtype=object)
        for rows in (asked, known)
    )
    started = time.perf_counter()
    ratios = cpdist(ones[pairs[:, 0]], others[pairs[:, 1]], scorer=token_sort_ratio, dtype=np.float32)
    seconds = time.perf_counter() - started
    return np.asarray(ratios, dtype=np.float64), About(version("rapidfuzz"), MATCH, 0.0, seconds)
