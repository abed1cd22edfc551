"""Candidate pairs, the same for everybody, and what is true of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from benchmarks.suites.febrl.records import FebrlRecord

Pairs = npt.NDArray[np.int64]


def find_candidates(left: Sequence[FebrlRecord], right: Sequence[FebrlRecord]) -> Pairs:
    """Pairs (n × 2, numbers of a left and a right record) that share a field, or the names crosswise."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(right):
        for key in _keys(record):
            holders[key].append(number)
    found = {
        (number, other)
        for number, record in enumerate(left)
        for key in _keys(record)
        for other in holders[key]
    }
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def find_duplicate_candidates(records: Sequence[FebrlRecord]) -> Pairs:
    """The same inside one list, each pair once."""
    pairs = find_candidates(records, records)
    return pairs[pairs[:, 0] < pairs[:, 1]]


def _keys(record: FebrlRecord) -> Iterator[str]:
    for field in ("surname", "given_name", "birth_date", "suburb"):
        value = getattr(record, field)
        if value:
            yield f"{field}:{value}"
    if record.surname and record.given_name:
        yield "names:" + ":".join(sorted((record.surname, record.given_name)))


def tell_truth(
    left: Sequence[FebrlRecord], right: Sequence[FebrlRecord], pairs: Pairs
) -> npt.NDArray[np.bool_]:
    """Which pairs are of one person."""
    ones = np.array([int(record.number) for record in left])
    others = np.array([int(record.number) for record in right])
    return np.asarray(ones[pairs[:, 0]] == others[pairs[:, 1]])
