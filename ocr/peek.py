"""A second look where a caption announces a value that nobody saw: detectors overlook single letters and
faint print.

What stands right under such a caption, or right of it, is read without asking the detector, and counts only
when it has the form of the field.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from ocr.fields import PageFields, Reading
from ocr.fields.captions import Caption
from ocr.fields.grammar import read_value
from ocr.text import Image, Polygon, TextReader

WIDTHS = {
    "gender": 4.0,
    "nationality": 12.0,
    "birthDate": 11.0,
    "issueDate": 11.0,
    "expiryDate": 11.0,
    "documentNumber": 11.0,
}
"""Fields whose form tells a value from anything else, and the room that one takes, in heights of its
caption."""
GAP, DEEP = 0.05, 1.9
"""From a caption's lower edge to its value's upper one, and to the lower one, in heights of the caption."""
ASIDE = 0.4
"""From a caption's end to a value beside it; and how far left of its caption a value below may begin."""
LEAST = 0.35
"""Probability of the least sure character of a value."""
DOUBT = 0.85
"""A value seen in this way keeps this share of its line's confidence."""
Floats = npt.NDArray[np.float64]


def _regions(caption: Caption) -> Iterator[Polygon]:
    """Where the value may stand, in page pixels: below, then beside."""
    corners: Floats = np.asarray(caption.item.polygon, dtype=np.float64)
    top_left, top_right, bottom_right, bottom_left = corners
    down = (bottom_left - top_left + bottom_right - top_right) / 2
    height = float(np.linalg.norm(down))
    along = (top_right - top_left) / max(1e-6, float(np.linalg.norm(top_right - top_left))) * height
    wide = WIDTHS[caption.field] * along
    start = bottom_left - ASIDE * along
    yield _as_polygon(start + GAP * down, wide, (DEEP - GAP) * down)
    yield _as_polygon(top_right + ASIDE * along - 0.3 * down, wide, 1.6 * down)


def _as_polygon(start: Floats, along: Floats, down: Floats) -> Polygon:
    return tuple((float(x), float(y)) for x, y in (start, start + along, start + along + down, start + down))


def _is_inside(polygon: Polygon, image: Image) -> bool:
    return all(0 <= x < image.shape[1] and 0 <= y < image.shape[0] for x, y in polygon)


def look_again(image: Image, fields: PageFields, reader: TextReader) -> PageFields:
    """The fields with what was seen under and beside captions of fields that have no value yet."""
    found = {reading.field for reading in fields.readings}
    added: list[Reading] = []
    habit = fields.habit
    if habit is None:
        return fields
    for caption in fields.captions:
        if caption.field in found or caption.field not in WIDTHS:
            continue
        for region in _regions(caption):
            if not _is_inside(region, image):
                continue
            (line,) = reader.recognise(image, [region])
            value = read_value(caption.field, line.text, habit)
            if value is None or line.weakest < LEAST:
                continue
            confidence = line.confidence * DOUBT
            added.append(
                Reading(caption.field, value, line.text.strip(), confidence, region, False, line.weakest)
            )
            found.add(caption.field)
            break
    return replace(fields, readings=[*fields.readings, *added]) if added else fields
