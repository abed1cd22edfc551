"""Who holds a document: fingerprints by the order of their bits, the holder's row in the same word."""

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]

FINGERPRINT_BITS, WORD_BITS = 60, 64
FEWEST_BUCKET_BITS = 12


class DocumentIndex:
    """Rows by fingerprint (`fingerprints.fingerprint`), all of its 60 bits.

    The bucket in which a word lies tells the fingerprint's highest bits, and the word the others and the row.
    """

    def __init__(self, fingerprints: Words, rows: npt.NDArray[np.uint32]) -> None:
        self._row_bits = int(rows.max(initial=0)).bit_length()
        bucket_bits = max(FEWEST_BUCKET_BITS, FINGERPRINT_BITS + self._row_bits - WORD_BITS)
        self._rest_bits = FINGERPRINT_BITS - bucket_bits
        counts = np.bincount(
            (fingerprints >> np.uint64(self._rest_bits)).astype(np.int64), minlength=1 << bucket_bits
        )
        self._starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)
        turned = np.argsort(fingerprints)
        self._words = self._word(fingerprints[turned], rows[turned])

    def rows(self, document: int) -> npt.NDArray[np.int64]:
        """Whoever holds the document with this key (`keys.document_number`)."""
        wanted = document & (1 << FINGERPRINT_BITS) - 1
        bucket = wanted >> self._rest_bits
        start, end = self._starts[bucket : bucket + 2].tolist()
        words = self._words[start:end] >> np.uint64(self._row_bits)
        hits = np.flatnonzero(words == np.uint64(wanted & (1 << self._rest_bits) - 1)) + start
        found: npt.NDArray[np.int64] = (self._words[hits] & np.uint64((1 << self._row_bits) - 1)).astype(
            np.int64
        )
        return found

    def _word(self, fingerprints: Words, rows: npt.NDArray[np.uint32]) -> Words:
        words = fingerprints & np.uint64((1 << self._rest_bits) - 1)
        words <<= np.uint64(self._row_bits)
        words |= rows
        return words
