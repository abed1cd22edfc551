"""What is a picture, and what every entry refuses."""

from collections.abc import Callable

import numpy as np
import pytest

import mrz
from mrz.locate import locate
from mrz.pictures import to_grey
from mrz.reader import read_zones
from mrz.second import PassportEyeReader

ENTRIES: dict[str, Callable[[np.ndarray], object]] = {
    "mrz.read": mrz.read,
    "read_zones": read_zones,
    "locate": locate,
    # What it refuses, it refuses before PassportEye is asked: a reader that needs none will do.
    "second reader": lambda image: object.__new__(PassportEyeReader).read(image),
}


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize(
    "rubbish",
    [
        np.zeros((0, 5), np.uint8),
        np.zeros((0, 5, 3), np.uint8),
        np.zeros((40, 50)),
        np.zeros((40, 50, 3), np.float32),
        np.zeros((40, 50, 2), np.uint8),
        np.zeros((40, 50, 5), np.uint8),
        np.zeros((40, 50, 0), np.uint8),
        np.zeros((2, 3, 4, 5), np.uint8),
        np.zeros(7, np.uint8),
        np.array(7, np.uint8),
    ],
    ids=lambda array: f"{array.shape} {array.dtype}",
)
def test_what_is_no_picture_is_refused(entry: str, rubbish: np.ndarray) -> None:
    with pytest.raises(ValueError, match="a picture is"):
        ENTRIES[entry](rubbish)


def test_every_kind_of_picture_has_its_grey_levels() -> None:
    levels = np.arange(12, dtype=np.uint8).reshape(3, 4)
    opaque = np.full((3, 4, 1), 255, np.uint8)
    grey = levels[:, :, None]
    colour = np.repeat(grey, 3, axis=2)
    for image in (levels, grey, colour, np.concatenate([colour, opaque], axis=2)):
        assert (to_grey(image) == levels).all()
