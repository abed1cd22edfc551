"""Millions of names as rows of plain Latin words: each distinct word is romanised once."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matching.names import tokens_of
from matching.scripts import expand_icao, fold_plain

Numbers = npt.NDArray[np.int64]

PLAIN_WORD = "^[A-Za-z]+$"
OWN_SCHEMES = re.compile("[\u0370-\u052f\u1c80-\u1c8f\u1f00-\u1fff]")
"""Greek and Cyrillic: their forms are more than two, and depend on the letters beside."""
FILLERS = "xx"


@dataclass(frozen=True, slots=True)
class NameWords:
    """Name k is written with the words `plain[starts[k]:starts[k + 1]]`, and after ICAO with `expanded[…]`.

    `odd` are the names that are not told by their words one by one; they have none here.
    """

    words: pa.StringArray
    starts: Numbers
    plain: Numbers
    expanded: Numbers
    odd: Numbers

    @classmethod
    def of(cls, texts: pa.StringArray) -> "NameWords":
        """The words of names as written."""
        written = pc.split_pattern(pc.replace_substring(pc.fill_null(texts, ""), "-", " "), " ")
        counts = pc.list_value_length(written).to_numpy(zero_copy_only=False).astype(np.int64)
        flat = written.flatten()
        full = pc.greater(pc.binary_length(flat), 0).to_numpy(zero_copy_only=False)
        owners = np.repeat(np.arange(len(texts)), counts)[full]
        encoded = flat.filter(pa.array(full)).dictionary_encode()
        numbers = encoded.indices.to_numpy(zero_copy_only=False)
        words, plain, expanded = _romanise(encoded.dictionary)
        odd = np.zeros(len(texts), bool)
        odd[owners[plain[numbers] < 0]] = True
        regular = ~odd[owners]
        owners, numbers = owners[regular], numbers[regular]
        starts = np.searchsorted(owners, np.arange(len(texts) + 1))
        return cls(words, starts, plain[numbers], expanded[numbers], np.flatnonzero(odd))


def _romanise(written: pa.StringArray) -> tuple[pa.StringArray, Numbers, Numbers]:
    """The distinct Latin words; the plain and the expanded one of each word written (-1: no single one)."""
    easy = pc.match_substring_regex(written, PLAIN_WORD)
    easy = pc.and_(easy, pc.invert(pc.match_substring(written, FILLERS, ignore_case=True)))
    simple = easy.to_numpy(zero_copy_only=False)
    hard = np.flatnonzero(~simple)
    pairs = [_forms(word) for word in written.take(pa.array(hard)).to_pylist()]
    lower = pc.utf8_lower(written.filter(easy))
    told = [pair for pair in pairs if pair]
    forms = [lower, pa.array([plain for plain, _ in told], pa.string())]
    forms.append(pa.array([expanded for _, expanded in told], pa.string()))
    encoded = pa.concat_arrays(forms).dictionary_encode()
    numbers = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    plain = np.full(len(written), -1, np.int64)
    plain[simple] = numbers[: len(lower)]
    expanded = plain.copy()
    rows = hard[[pair is not None for pair in pairs]] if pairs else hard
    plain[rows], expanded[rows] = numbers[len(lower) :].reshape(2, -1)
    return encoded.dictionary, plain, expanded


def _forms(word: str) -> tuple[str, str] | None:
    """The Latin forms of one word (`names.core_forms`); None unless it is one token in at most two forms."""
    if OWN_SCHEMES.search(word):
        return None
    forms = fold_plain(word), expand_icao(word)
    if any(FILLERS in form for form in forms):
        return None
    plain, expanded = (tokens_of(form) for form in forms)
    return (plain[0], expanded[0]) if len(plain) == 1 == len(expanded) else None
