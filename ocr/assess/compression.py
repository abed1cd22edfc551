"""How coarsely a JPEG was quantised, by its coefficients: they stand on a comb whose teeth are a step
apart.

The steps of the first coefficients of the luminance, against those of quality 50 in the standard's table
(ITU-T T.81, Annex K), say how much was thrown away, whatever has been done to the file since: a PNG of a
JPEG shows it too, a picture that was made smaller does not.
"""

import numpy as np
import numpy.typing as npt

from ocr.assess.view import TILE, Image, Tiles, View

BLOCK = 8
STANDARD = {(0, 1): 11, (1, 0): 12, (1, 1): 12, (0, 2): 10, (2, 0): 14, (2, 1): 13}
"""Row and column of a coefficient → its step at quality 50."""
STEPS = np.arange(2, 130, dtype=np.float64)
CLEAR = 0.42
"""Mean cosine from which a comb is one: rounding to bytes blurs the teeth by about half a grey level."""
FEWEST = 24
"""Coefficients that are not zero."""
MOST_BLOCKS = 350
FINEST = 0.1
"""Of quality 50's steps: no comb was seen, so none is coarse."""


def _cosines() -> npt.NDArray[np.float64]:
    k, n = np.meshgrid(np.arange(BLOCK), np.arange(BLOCK), indexing="ij")
    basis = np.cos(np.pi * (2 * n + 1) * k / (2 * BLOCK)) * np.sqrt(2 / BLOCK)
    basis[0] /= np.sqrt(2)
    return np.asarray(basis, dtype=np.float64)


BASIS = _cosines()
LUMA = np.array([0.114, 0.587, 0.299], dtype=np.float32)


def _blocks(page: Image, view: View, tiles: Tiles) -> npt.NDArray[np.float32]:
    """Blocks of the luminance on the grid of eights, from the busiest tiles: n × 8 × 8."""
    height, width = page.shape[:2]
    side = TILE
    found = []
    for x, y in (tiles.text[::-1] + TILE / 2) * view.step + view.origin:
        left, top = (int(value - side / 2) // BLOCK * BLOCK for value in (x, y))
        if left < 0 or top < 0 or left + side > width or top + side > height:
            continue
        luma = page[top : top + side, left : left + side].astype(np.float32) @ LUMA
        cut = luma.reshape(side // BLOCK, BLOCK, side // BLOCK, BLOCK).transpose(0, 2, 1, 3)
        found.append(cut.reshape(-1, BLOCK, BLOCK))
        if len(found) * found[0].shape[0] >= MOST_BLOCKS:
            break
    return np.concatenate(found) if found else np.empty((0, BLOCK, BLOCK), dtype=np.float32)


def _comb(values: npt.NDArray[np.float64]) -> float | None:
    """The largest step on whose multiples the values stand; None where there is none."""
    best = None
    for step in STEPS:
        some = values[np.abs(values) > step / 2]
        if len(some) < FEWEST:
            break
        if float(np.cos(2 * np.pi * some / step).mean()) >= CLEAR:
            best = float(step)
    return best


def measure_quantisation(page: Image, view: View, tiles: Tiles) -> float:
    """The steps of the JPEG, in those of quality 50: 1 at 50, 2 at 25, 0.2 at 90; `FINEST` where none is
    seen."""
    blocks = _blocks(page, view, tiles)
    clipped = (
        (blocks.min(axis=(1, 2)) < 1) | (blocks.max(axis=(1, 2)) > 254) if len(blocks) else np.empty(0, bool)
    )
    blocks = blocks[~clipped]
    if len(blocks) < FEWEST:
        return FINEST
    coefficients = np.einsum("ki,nij,lj->nkl", BASIS, blocks - 128, BASIS)
    found = []
    for (row, column), usual in STANDARD.items():
        step = _comb(coefficients[:, row, column])
        if step is not None:
            found.append(step / usual)
    return max(FINEST, float(np.median(found))) if len(found) >= 3 else FINEST
