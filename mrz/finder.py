"""The finder's maps: where the network sees lines of zones, and how high their capitals are.

The network (models/mrz_finder/card.md) looks at grey pictures of any size; a character should be 3 to 24
pixels wide. Its maps have a quarter of the picture's resolution.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from mrz.engine import open_session
from mrz.strips import Grey

MODEL, FILE = "mrz_finder", "finder.onnx"
CELL = 4
"""Pixels of the picture to a cell of the maps."""
MULTIPLE = 32
"""What the sides of a picture are filled up to: the network halves them five times."""
Map = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Maps:
    """Cells of 4 × 4 pixels. `lines`: probability that the middle of a line runs there; `height`: binary
    logarithm of its capitals' height in pixels, which means something on lines alone."""

    lines: Map
    height: Map


@cache
def _session() -> Any:
    return open_session(MODEL, FILE)


def look(grey: Grey) -> Maps:
    """The maps of a picture. Raises the errors of `models.load.model_dir` when the model is missing or
    altered."""
    height, width = grey.shape
    below, right = -height % MULTIPLE, -width % MULTIPLE
    filled = cv2.copyMakeBorder(grey, 0, below, 0, right, cv2.BORDER_REPLICATE)
    (maps,) = _session().run(["maps"], {"pictures": np.asarray(filled)[None]})
    rows, columns = -(-height // CELL), -(-width // CELL)
    return Maps(*(maps[0, :, :rows, :columns]))
