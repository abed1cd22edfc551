"""Bits of levels, looked up in arrays; rounded to a thousandth as `matching.compare` rounds them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matching.weights import Weights

Floats = npt.NDArray[np.float64]
DECIMALS = 3


class FieldWeights:
    """The weights of one field by the code of the level."""

    def __init__(self, weights: Weights, field: str, levels: Sequence[str]) -> None:
        table = weights.levels[field]
        # As `compare` does: another known name is weighed as a similar one, and what is missing is neutral.
        entries = [table.get("similar" if level == "otherName" else level) for level in levels]
        self.m = np.array([entry.m if entry else 1.0 for entry in entries])
        self.u = np.array([1.0 if entry is None else entry.u or np.nan for entry in entries])
        self.factor = np.array([entry.factor if entry else 1.0 for entry in entries])
        self.floor = np.array([entry.floor if entry else 0.0 for entry in entries])
        self.asks_frequency = np.isnan(self.u)
        self._fixed = np.round(np.log2(self.m / self.u), DECIMALS)

    def bits(self, levels: npt.NDArray[np.int8], shares: Floats | None = None) -> Floats:
        """The weight of each level, of terms of these `shares` where the level asks for them."""
        bits: Floats = self._fixed[levels]
        rows = np.flatnonzero(self.asks_frequency[levels])
        if shares is not None and len(rows):
            asked = levels[rows]
            u = np.minimum(1.0, np.maximum(self.floor[asked], self.factor[asked] * shares[rows]))
            bits[rows] = np.round(np.log2(self.m[asked] / u), DECIMALS)
        return bits
