"""The arithmetic of pictures in floating point, in grey levels."""

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.documents.sheet import Image

Floats = npt.NDArray[np.float64]


def blur(picture: Floats, sigma_x: float, sigma_y: float = 0) -> Floats:
    """Gaussian blur; `sigma_y` is as `sigma_x` when left out. Pixels."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma_x, sigmaY=sigma_y), dtype=np.float64)


def line_kernel(length: int, angle: float) -> Floats:
    """The kernel of a motion along `length` pixels at `angle` radians; it sums to one."""
    kernel = np.zeros((2 * length + 1, 2 * length + 1))
    for step in np.linspace(-length / 2, length / 2, 4 * length):
        kernel[round(length + step * np.sin(angle)), round(length + step * np.cos(angle))] += 1
    return np.asarray(kernel / kernel.sum())


def smear(picture: Floats, length: int, angle: float) -> Floats:
    """Motion along a line of `length` pixels at `angle` radians."""
    if length < 2:
        return picture
    return np.asarray(cv2.filter2D(picture, -1, line_kernel(length, angle)), dtype=np.float64)


def warp(picture: Floats, homography: Floats, size: tuple[int, int], shrinks: bool = False) -> Floats:
    """The picture through the homography, on a canvas of `size` (width, height), black where nothing is."""
    flags = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.warpPerspective(picture, homography, size, flags=flags), dtype=np.float64)


def mix(front: Floats, back: Floats, share: Floats) -> Floats:
    """`front` where `share` is 1, `back` where it is 0; `share` is height × width."""
    share = share[..., None]
    return np.asarray(front * share + back * (1 - share), dtype=np.float64)


def quantise(picture: Floats) -> Image:
    """Grey levels as bytes."""
    return np.clip(picture, 0, 255).astype(np.uint8)
