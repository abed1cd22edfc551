"""Who holds a document: 60-bit fingerprints by the order of their bits, with the holder's row in one word."""

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]

FINGERPRINT_BITS = 60


class DocumentIndex:
    """Rows by fingerprint (`fingerprints.fingerprint`)."""

    def __init__(self, fingerprints: Words, rows: npt.NDArray[np.uint32]) -> None:
        turned = np.argsort(fingerprints)
        self._fingerprints, self._rows = fingerprints[turned], rows[turned]

    def rows(self, document: int) -> npt.NDArray[np.int64]:
        """Whoever holds the document with this key (`keys.document_number`)."""
        wanted = np.uint64(document & (1 << FINGERPRINT_BITS) - 1)
        start, end = (int(np.searchsorted(self._fingerprints, wanted, side)) for side in ("left", "right"))
        return self._rows[start:end].astype(np.int64)
