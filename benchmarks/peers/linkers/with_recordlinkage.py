"""recordlinkage after its documentation: Jaro-Winkler of names and places, dates by its own comparison, and
the unsupervised classifier (expectation/conditional maximisation) over the compared pairs."""

import time
from importlib.metadata import version

import numpy as np
import pandas as pd
import recordlinkage

from benchmarks.peers.linkers.tables import About, Floats, Pairs, Rows

MATCH = 0.5
"""The probability from which its classifier calls two records one person."""
ALIKE = 0.85
"""The similarity from which a text counts as the same: its own example's."""


def score(asked: Rows, known: Rows, pairs: Pairs) -> tuple[Floats, About]:
    """The classifier's probabilities of a match."""
    started = time.perf_counter()
    ones, others = (pd.DataFrame(rows).replace("", None) for rows in (asked, known))
    for frame in (ones, others):
        frame["birth_date"] = pd.to_datetime(frame["birth_date"], errors="coerce")
    index = pd.MultiIndex.from_arrays([pairs[:, 0], pairs[:, 1]])
    compare = recordlinkage.Compare()
    for name in ("family_name", "given_names", "place_of_birth"):
        compare.string(name, name, method="jarowinkler", threshold=ALIKE, label=name)
    compare.date("birth_date", "birth_date", label="birth_date")
    for name in ("gender", "nationality"):
        compare.exact(name, name, label=name)
    vectors = (compare.compute(index, ones, others) > 0.75).astype(int)
    compared = time.perf_counter()
    classifier = recordlinkage.ECMClassifier(init="jaro")
    classifier.fit(vectors)
    trained = time.perf_counter()
    found = classifier.prob(vectors)
    seconds = compared - started + time.perf_counter() - trained
    about = About(version("recordlinkage"), MATCH, trained - compared, seconds)
    return np.asarray(found, dtype=np.float64), about
