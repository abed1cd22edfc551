"""Colour profiles (ICC.1) to sRGB, through LittleCMS."""

import io

import numpy as np
from PIL import Image, ImageCms

MAX_PROFILE_BYTES = 4 * 1024 * 1024
"""Profiles of printing presses reach 2.5 MB; what is larger is passed over."""
SAME_COLOUR = 3
"""Levels of 255 by which a profile may differ from sRGB and still be taken for it: no reader notices, and the
conversion takes longer than decoding."""
SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK", "LAB": "Lab"}
PROBE_LEVELS = np.linspace(0, 255, 9).astype(np.uint8)


def profile_transform(untrusted_profile: object, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From pictures of `mode` (L, RGB, CMYK, LAB) to RGB in sRGB; None where nothing needs or can be done.

    A profile that is broken, or made for other samples than these, counts for nothing: the pixels are then
    taken for sRGB, or for plain inks.
    """
    try:
        if mode == "LAB":
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        elif not isinstance(untrusted_profile, bytes) or len(untrusted_profile) > MAX_PROFILE_BYTES:
            return None
        else:
            source = ImageCms.ImageCmsProfile(io.BytesIO(untrusted_profile))
        if source.profile.xcolor_space.strip() != SPACES[mode]:
            return None
        target = ImageCms.createProfile("sRGB")
        transform = ImageCms.buildTransform(source, target, mode, "RGB", ImageCms.Intent.PERCEPTUAL)
        return None if _changes_nothing(transform, mode) else transform
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError, AttributeError):
        return None


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Whether colours all over the space stay what they are."""
    if mode == "L":
        probe = Image.fromarray(np.arange(256, dtype=np.uint8)[None, :])
    elif mode == "RGB":
        grid = np.stack(np.meshgrid(PROBE_LEVELS, PROBE_LEVELS, PROBE_LEVELS), axis=-1)
        probe = Image.fromarray(grid.reshape(9, 81, 3))
    else:
        return False
    before = np.asarray(probe.convert("RGB"), dtype=np.int16)
    after = np.asarray(transform.apply(probe), dtype=np.int16)
    return bool(np.abs(after - before).max() <= SAME_COLOUR)
