"""Which of a registry's birthplaces are written like a place asked for."""

from zlib import crc32

import numpy as np
import pyarrow as pa

from matching.places import place_forms


class PlaceNumbers:
    """Numbers of place texts by their forms (`places.place_forms`), the forms kept as 32 bits."""

    def __init__(self, texts: pa.StringArray) -> None:
        self._texts = texts
        pairs = [
            (crc32(form.encode()), number)
            for number, text in enumerate(texts.to_pylist())
            if text
            for form in place_forms.__wrapped__(text)  # of a hundred thousand few are asked for again
        ]
        marks = np.array([mark for mark, _ in pairs], np.uint32)
        order = np.argsort(marks, kind="stable")
        self._marks = marks[order]
        self._numbers = np.array([number for _, number in pairs], np.int32)[order]

    def like(self, text: str) -> list[int]:
        """The numbers of the texts that share a form with this one."""
        forms = place_forms(text)
        wanted = np.array([crc32(form.encode()) for form in forms], np.uint32)
        starts = np.searchsorted(self._marks, wanted).tolist()
        ends = np.searchsorted(self._marks, wanted, side="right").tolist()
        pieces = [self._numbers[start:end].tolist() for start, end in zip(starts, ends, strict=True)]
        numbers = {number for piece in pieces for number in piece}
        return [number for number in sorted(numbers) if forms & place_forms(self._texts[number].as_py())]
