"""The forms of a registry's birthplaces, and which of the places are written like one asked for."""

from zlib import crc32

import numpy as np
import pyarrow as pa

from matching.counted_terms import CountedTerms
from matching.part_columns import Rows
from matching.places import place_forms

BLOCK = 1 << 14
"""So many texts are Python objects at once: freed all together they would leave holes that stay resident."""


def forms_of(texts: pa.StringArray) -> CountedTerms:
    """`places.place_forms` of each text."""
    pieces: list[pa.StringArray] = []
    counts: list[int] = []
    for start in range(0, len(texts), BLOCK):
        # past the cache: of a hundred thousand places few are asked for again
        made = [
            sorted(place_forms.__wrapped__(text or "")) for text in texts[start : start + BLOCK].to_pylist()
        ]
        pieces.append(pa.array([form for forms in made for form in forms], pa.string()))
        counts += map(len, made)
    encoded = pa.chunked_array(pieces, pa.string()).combine_chunks().dictionary_encode()
    starts = np.concatenate([[0], np.cumsum(np.array(counts, np.int64))])
    numbers = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return CountedTerms(encoded.dictionary, Rows(starts, numbers))


class PlaceNumbers:
    """Numbers of place texts by their forms, the forms kept as 32 bits."""

    def __init__(self, texts: pa.StringArray, forms: CountedTerms) -> None:
        """`forms` are those of the texts (`forms_of`)."""
        self._texts = texts
        of_terms = np.array([crc32(form.as_py().encode()) for form in forms.terms], np.uint32)
        marks = of_terms[forms.rows.words]
        order = np.argsort(marks, kind="stable")
        self._marks = marks[order]
        self._numbers = np.repeat(np.arange(len(texts), dtype=np.int32), forms.rows.counts)[order]

    def like(self, text: str) -> list[int]:
        """The numbers of the texts that share a form with this one."""
        forms = place_forms(text)
        wanted = np.array([crc32(form.encode()) for form in forms], np.uint32)
        starts = np.searchsorted(self._marks, wanted).tolist()
        ends = np.searchsorted(self._marks, wanted, side="right").tolist()
        pieces = [self._numbers[start:end].tolist() for start, end in zip(starts, ends, strict=True)]
        numbers = {number for piece in pieces for number in piece}
        return [number for number in sorted(numbers) if forms & place_forms(self._texts[number].as_py())]
