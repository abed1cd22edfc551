"""Family evidence counted once (Newcombe), for many pairs: `matching.compare` says why."""

from math import log2

import numpy as np
import numpy.typing as npt

from matching.batch.dates import CODE as DATE_CODE
from matching.batch.names import NAME_LEVELS
from matching.batch.weigh import DECIMALS, Floats
from matching.compare import TELLING_BITS, WEAK_GIVEN
from matching.frequencies import Frequencies
from matching.weights import Weights

IS_WEAK = np.array([level in WEAK_GIVEN for level in NAME_LEVELS])
SMALLEST_REGISTRY = 1000


def count_family_once(
    levels: dict[str, npt.NDArray[np.int8]],
    bits: dict[str, Floats],
    frequencies: Frequencies,
    weights: Weights,
) -> Floats:
    """The bits, 0 or fewer, by which family evidence exceeds what relatives share."""
    size = max(frequencies.size, SMALLEST_REGISTRY)
    no_date = (levels["birthDate"] == DATE_CODE["missing"]) | (bits["birthDate"] <= 0)
    twin = ~no_date & (IS_WEAK[levels["givenNames"]] | (bits["givenNames"] < TELLING_BITS))
    joint = bits["familyName"] + bits["placeOfBirth"]
    joint = np.where(twin, joint + bits["birthDate"], joint)
    most = np.where(no_date, log2(size / weights.relatives_per_person), log2(size / weights.twins_per_person))
    return np.where((no_date | twin) & (joint > most), np.round(most - joint, DECIMALS), 0.0)
