"""Documents with numbers that no two people share: formats by country and kind, filled with a mixed serial
number.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.synthetic.countries import NUMBER

Numbers = npt.NDArray[np.int64]

KINDS: Final = ("passport", "identityCard", "residencePermit")
FORMATS: Final = {
    "POL": ("AA9999999", "AAA999999"), "ROU": ("999999999", "AA9999999"), "BGR": ("999999999", "999999999"),
    "PRT": ("AA9999999", "999999999"), "UKR": ("AA9999999", "999999999"), "TUR": ("A99999999", "A99A99999"),
    "MAR": ("AA9999999", "AA9999999"), "FRA": ("99AA99999", "A9A9A9A99"), "NLD": ("AAA9A9999", "AAA9A9999"),
    "ITA": ("AA9999999", "AA99999AA"), "ESP": ("AAA999999", "AAA999999"), "DEU": ("A99A99999", "A99A99999"),
    "IND": ("A99999999", "A99999999"), "SVK": ("AA9999999", "AA9999999"), "HUN": ("AA9999999", "999999AAA"),
}  # fmt: skip
"""A letter, 9 a digit; near what these countries print, long enough for twice 50 million numbers."""
OTHER_FORMATS: Final = ("AA9999999", "A99999999")
PERMIT: Final = "A99999999"
LETTERS: Final = np.frombuffer(b"ABCDEFGHJKLMNPRSTUVWXYZ", np.uint8)
DIGITS: Final = np.frombuffer(b"0123456789", np.uint8)
PER_PERSON: Final = 4
"""Numbers set apart for each person; the last of them is never registered: fresh documents take it."""
GOLDEN: Final = 0.6180339887498949
WIDTH: Final = 9


def _formats() -> tuple[npt.NDArray[np.bool_], Numbers, Numbers]:
    """By country and kind: which places are letters; how many numbers there are; what mixes them."""
    texts = [(*FORMATS.get(code, OTHER_FORMATS), PERMIT) for code in NUMBER]
    letters = np.array([[[c == "A" for c in text] for text in three] for three in texts])
    sizes = np.where(letters, len(LETTERS), 10).prod(axis=2, dtype=np.int64)
    steps = (sizes * GOLDEN).astype(np.int64)
    while (shared := np.gcd(steps, sizes) > 1).any():
        steps = steps + shared
    return letters, sizes, steps


ARE_LETTERS, SIZES, STEPS = _formats()


def numbers_of(serials: Numbers, issuers: Numbers, kinds: Numbers) -> pa.Array:
    """Document numbers: different for different serials (below 2**28) of one issuer and kind."""
    size, step = SIZES[issuers, kinds], STEPS[issuers, kinds]
    value = serials * step % size
    letters = ARE_LETTERS[issuers, kinds]
    text = np.empty((len(serials), WIDTH), np.uint8)
    for place in range(WIDTH - 1, -1, -1):
        is_letter = letters[:, place]
        base = np.where(is_letter, len(LETTERS), 10)
        digit = value % base
        value = value // base
        text[:, place] = np.where(is_letter, LETTERS[digit % len(LETTERS)], DIGITS[digit % 10])
    offsets = np.arange(0, len(serials) * WIDTH + 1, WIDTH, dtype=np.int32)
    return pa.StringArray.from_buffers(len(serials), pa.py_buffer(offsets), pa.py_buffer(text.tobytes()))
