"""The keys of many parts of names at once: `keys.make_part_keys` in whole columns."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.keys import MAX_TOKENS, PARTS, Codes
from matching.skeletons import Letters, Numbers, Skeletons, distinct_keys, glue, key_codes

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    """Names as rows of words: name k has `words[starts[k]:starts[k + 1]]`."""

    starts: Numbers
    words: Numbers

    @property
    def counts(self) -> Numbers:
        """How many words each has."""
        return np.diff(self.starts)

    def without(self, particles: Flags) -> "Rows":
        """The words that carry the name: no particles (by word), unless there is nothing else."""
        counts = self.counts
        small = particles[self.words]
        owners = np.repeat(np.arange(len(counts)), counts)
        others = np.bincount(owners[~small], minlength=len(counts))
        kept = ~small | (others == 0)[owners]
        starts = np.concatenate([[0], np.cumsum(np.where(others == 0, counts, others))])
        return Rows(starts, self.words[kept])

    def between(self, start: int, end: int) -> "Rows":
        """Those of the names from `start` to before `end`."""
        low, high = self.starts[start], self.starts[end]
        return Rows(self.starts[start : end + 1] - low, self.words[low:high])

    def of(self, names: Numbers) -> "Rows":
        """Those of some names."""
        counts = self.counts[names]
        starts = np.concatenate([[0], np.cumsum(counts)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[names] - starts[:-1], counts)
        return Rows(starts, self.words[places])


class PartColumns:
    """Part codes of n names, collected key by key; a repeated key and all beyond `PARTS` are left out."""

    def __init__(self, size: int) -> None:
        self.codes: Codes = np.zeros((size, PARTS), np.uint32)
        self._filled = np.zeros(size, np.int8)

    def add(self, names: Numbers, codes: Codes) -> None:
        """One more code of each of these names."""
        filled = self._filled[names]
        fresh = filled < PARTS
        for place in range(int(filled.max(initial=0))):
            fresh &= self.codes[names, place] != codes
        names, filled = names[fresh], filled[fresh]
        self.codes[names, filled] = codes[fresh]
        self._filled[names] += 1

    def counts(self) -> npt.NDArray[np.uint8]:
        """How many codes each name has."""
        return self._filled.astype(np.uint8)


def part_columns(
    skeletons: Skeletons, word_codes: Codes, particles: Flags, plain: Rows, expanded: Rows
) -> tuple[PartColumns, npt.NDArray[np.uint8], Letters]:
    """The codes of names in their two forms, how many of them are their tokens', and the glued keys met."""
    columns = PartColumns(len(plain.starts) - 1)
    everybody = np.arange(len(plain.starts) - 1)
    differ = np.zeros(len(everybody), bool)
    differ[np.repeat(everybody, plain.counts)[plain.words != expanded.words]] = True
    twofold = np.flatnonzero(differ)
    forms = [(everybody, plain)]
    if len(twofold):
        forms.append((twofold, expanded.of(twofold)))
    cores = [(names, rows, rows.without(particles)) for names, rows in forms]
    for names, _, core in cores:
        for place in range(MAX_TOKENS):
            having = np.flatnonzero(core.counts > place)
            columns.add(names[having], word_codes[core.words[core.starts[having] + place]])
    tokens = columns.counts()
    glued: list[Letters] = []
    for names, whole, core in cores:
        less = core.counts < whole.counts
        for rows, chosen in ((core, core.counts > 1), (whole, less)):
            having = np.flatnonzero(chosen)
            if len(having):
                keys = glue(skeletons, rows.words, rows.starts[having], rows.counts[having])
                columns.add(names[having], key_codes(keys))
                glued.append(keys)
    return columns, tokens, distinct_keys(glued) if glued else skeletons.keys[:0]
