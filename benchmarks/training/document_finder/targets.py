"""What the outline network is to say about a scene, at a quarter of its resolution, in bytes.

`document`: how much of a cell lies on documents, what fingers hide counted in; `core`: the same of each
document shrunk about its middle, so that neighbours stay apart; `sheet`: of other papers, where no document
lies on them.
"""

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.training.document_finder.laying import Quad, Scene

STRIDE = 4
CORE = 0.6
"""Of a document's sides."""
DOCUMENT, CORE_MAP, SHEET = range(3)
MAPS = 3
Bytes = npt.NDArray[np.uint8]
FINE = 16


def _fill(plane: Bytes, quad: Quad, level: int) -> None:
    # Corners are edges of pixels, fillPoly's are their middles.
    cv2.fillPoly(plane, [np.rint((quad - 0.5) * FINE).astype(np.int32)], (level,), cv2.LINE_8, 4)


def clip_quad(quad: Quad, width: float, height: float) -> Quad:
    """The part of the quad inside the picture, any number of corners; empty when there is none."""
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    area, part = cv2.intersectConvexConvex(quad.astype(np.float32), frame)
    return part.reshape(-1, 2).astype(np.float64) if area > 0 and part is not None else np.zeros((0, 2))


def draw_targets(scene: Scene) -> Bytes:
    """3 × height/4 × width/4 bytes."""
    height, width = scene.canvas.shape[:2]
    planes = np.zeros((MAPS, height, width), dtype=np.uint8)
    for quad in scene.sheets:
        _fill(planes[SHEET], quad, 255)
    for quad in scene.documents:
        _fill(planes[SHEET], quad, 0)
        _fill(planes[DOCUMENT], quad, 255)
        _fill(planes[CORE_MAP], quad, 0)  # what lies on another hides its core
        visible = clip_quad(quad, width, height)
        if len(visible) >= 3:
            middle = visible.mean(axis=0)
            _fill(planes[CORE_MAP], middle + CORE * (visible - middle), 255)
    small = (width // STRIDE, height // STRIDE)
    return np.stack(
        [np.asarray(cv2.resize(p, small, interpolation=cv2.INTER_AREA), np.uint8) for p in planes]
    )
