"""What counts as a picture, for every entry that takes one."""

import cv2
import numpy as np
import numpy.typing as npt

from mrz.strips import Grey

Image = npt.NDArray[np.uint8]
"""Height × width, or height × width × 1 (grey), 3 (BGR) or 4 (BGRA)."""
TO_GREY = {3: cv2.COLOR_BGR2GRAY, 4: cv2.COLOR_BGRA2GRAY}
"""By the number of channels."""


def to_grey(image: Image) -> Grey:
    """Grey levels (height × width) of a picture.

    Raises `ValueError` for an array that is no picture: of another type than bytes, with another number of
    dimensions or channels, or without pixels.
    """
    channels = image.shape[2] if image.ndim == 3 else 1
    if (
        image.dtype != np.uint8
        or image.ndim not in (2, 3)
        or 0 in image.shape
        or channels not in (1, *TO_GREY)
    ):
        raise ValueError("a picture is height × width or height × width × 3, bytes")
    if channels in TO_GREY:
        return np.asarray(cv2.cvtColor(image, TO_GREY[channels]), dtype=np.uint8)
    return image.reshape(image.shape[:2])


__all__ = ["Image", "to_grey"]
