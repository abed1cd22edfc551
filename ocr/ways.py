"""Ways up: turning points and boxes to them, and how well lines read that were read one way."""

from collections.abc import Sequence
from typing import Literal

from ocr.text import Image, Point, Polygon, TextLine, TextReader

Rotation = Literal[0, 90, 180, 270]
"""The clockwise turn, in degrees, that brings the text upright."""
OPPOSITE: dict[Rotation, Rotation] = {0: 180, 90: 270, 180: 0, 270: 90}


def turn_point(point: Point, rotation: Rotation, size: tuple[int, int]) -> Point:
    """Where a point of a page of `size` (width, height) lies after a clockwise turn by `rotation`."""
    (x, y), (width, height) = point, size
    if rotation == 90:
        return height - y, x
    if rotation == 180:
        return width - x, height - y
    if rotation == 270:
        return y, width - x
    return x, y


def turn_polygon(polygon: Polygon, rotation: Rotation, size: tuple[int, int]) -> Polygon:
    """`turn_point` on every corner; the order of the corners stays."""
    return tuple(turn_point(point, rotation, size) for point in polygon)


def orient_box(box: Polygon, rotation: Rotation) -> Polygon:
    """The box with its corners in reading order, for text that needs `rotation` to be upright."""
    shift = {0: 0, 90: 3, 180: 2, 270: 1}[rotation]
    return box[shift:] + box[:shift]


def count_letters(line: TextLine) -> int:
    """What a line weighs: its letters, up to a number, so that no long line decides alone."""
    return min(len(line.text), 30)


def weigh_lines(lines: Sequence[TextLine]) -> float:
    """What lines weigh by their letters and confidence; squared, as a line upside down still gets half the
    confidence, from letters that look alike."""
    return sum(line.confidence**2 * count_letters(line) for line in lines)


def measure_legibility(lines: Sequence[TextLine]) -> float:
    """Mean squared confidence of the lines, weighed by their letters, 0 to 1."""
    return weigh_lines(lines) / max(1, sum(count_letters(line) for line in lines))


def read_rest(
    image: Image, boxes: list[Polygon], known: Sequence[TextLine], reader: TextReader
) -> list[TextLine]:
    """The lines of the boxes in order; those that are `known` are not read again."""
    by_box = {line.polygon: line for line in known}
    rest = [box for box in boxes if box not in by_box]
    by_box.update(zip(rest, reader.recognise(image, rest), strict=True))
    return [by_box[box] for box in boxes]
