"""Which of the detector's boxes count as text."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SURE = 0.6
"""Mean probability of text in a box from which it counts: PP-OCRv6's own threshold."""
SURE_IF_SHORT = 0.4
"""The same of a short box. The network is less sure of the few pixels of a single letter, and the sex on a
passport is one."""
SHORT = 4.0
"""A box is short when its longer side is at most so many times the shorter."""


def count_as_text(quads: npt.NDArray[np.generic], scores: Sequence[float]) -> npt.NDArray[np.bool_]:
    """For each box (n × 4 corners × 2) with its mean probability, whether it is kept."""
    corners = np.asarray(quads, dtype=np.float64).reshape(-1, 4, 2)
    probabilities = np.asarray(scores, dtype=np.float64)
    along = np.linalg.norm(corners[:, 1] - corners[:, 0], axis=1)
    across = np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)
    short = np.maximum(along, across) <= SHORT * np.minimum(along, across)
    return np.asarray((probabilities >= SURE) | (short & (probabilities >= SURE_IF_SHORT)))
