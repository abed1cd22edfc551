"""The zone of a page whose text has been read: from the pixels, at the places that finder or text show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from mrz.locate import ZoneBox
from mrz.pictures import to_grey
from mrz.reader import LEAST_LIKELY, read_box, read_zones
from mrz.rectify import Quad
from mrz.zone import find_zone
from ocr.intake import PageImage
from ocr.read import PageText
from ocr.text import Polygon
from ocr.ways import Rotation, turn_polygon
from ocr.zone import ZoneReading, describe

BACK: dict[Rotation, Rotation] = {0: 0, 90: 270, 180: 180, 270: 90}
LIKELY = 0.5
"""Confidence of a valid zone from which nothing else is asked."""
SPACING = {1: 0.0, 2: 2.5, 3: 1.67}
LINE_HEIGHT = 1.5
"""Distance of the lines (9303-4, -5) and height of a detector's box, in characters of 2.54 mm."""


def read_zone(page: PageText, index: int, *, today: date | None = None) -> ZoneReading | None:
    """The zone among the text lines of a page, or None."""
    reading = find_zone([page.upright(line) for line in page.lines], today=today)
    if reading is None:
        return None
    width, height = page.size
    turned = (height, width) if page.rotation in (90, 270) else (width, height)
    polygon = turn_polygon(reading.polygon, BACK[page.rotation], turned)
    return describe(replace(reading, polygon=polygon), index)


def split_outline(polygon: Polygon, lengths: Sequence[int]) -> list[Quad]:
    """The lines of a zone of which only the outline is known, at the spacing that ICAO Doc 9303 has; each as
    long as its share of the longest line's characters (`lengths`)."""
    top_left, top_right, bottom_right, bottom_left = np.asarray(polygon, dtype=np.float64)
    spacing = SPACING[len(lengths)]
    whole = (len(lengths) - 1) * spacing + LINE_HEIGHT
    lines: list[Quad] = []
    for number, length in enumerate(lengths):
        edges = []
        for depth in (number * spacing / whole, (number * spacing + LINE_HEIGHT) / whole):
            left = top_left + (bottom_left - top_left) * depth
            right = top_right + (bottom_right - top_right) * depth
            end = left + (right - left) * length / max(lengths)
            edges.append(((float(left[0]), float(left[1])), (float(end[0]), float(end[1]))))
        (first, second), (fourth, third) = edges
        lines.append((first, second, third, fourth))
    return lines


def _lengths(zone: ZoneReading) -> tuple[int, ...]:
    return tuple(len(line) for line in zone.zone.lines)


def _reread(page: PageImage, seen: ZoneReading, today: date | None) -> ZoneReading | None:
    """A zone that was seen in the text of the page, read from its pixels by the reader made for zones."""
    box = ZoneBox(tuple(split_outline(tuple(seen.zone.polygon), _lengths(seen))), 1.0)
    reading = read_box(to_grey(page.pixels), box, today=today)
    if reading is None or reading.confidence < LEAST_LIKELY:
        return None
    return describe(reading, page.index)


def look_for_zones(page: PageImage, *, today: date | None = None) -> list[ZoneReading]:
    """The zones of a page as its pixels show them, the surest first."""
    return [describe(reading, page.index) for reading in read_zones(page.pixels, today=today)]


def are_settled(zones: Sequence[ZoneReading]) -> bool:
    """Whether the text of the page has nothing to add to the zones that its pixels show."""
    return bool(zones) and zones[0].zone.valid and zones[0].zone.confidence >= LIKELY


def find_page_zones(
    page: PageImage,
    text: PageText,
    *,
    today: date | None = None,
    seen: Sequence[ZoneReading] | None = None,
) -> list[ZoneReading]:
    """The zones of a page whose text has been read, the likeliest first; another than that must hold to
    count. `seen`: what `look_for_zones` gave, where it has been asked.

    They are read from the pixels. Where the finder of zones sees none that holds, the page's text lines show
    where to look. What the general reader made of those lines stands in only where the pixels give no lines
    of those lengths, in whatever format: its grammar turns look-alikes until check digits hold, so it would
    mend what is printed wrong, or take a visa for a card.
    """
    pixels = look_for_zones(page, today=today) if seen is None else list(seen)
    if are_settled(pixels):
        return [pixels[0], *_sound(pixels[1:])]
    by_text = read_zone(text, page.index, today=today)
    if by_text is not None:
        again = _reread(page, by_text, today)
        if again is not None:
            pixels = _add(pixels, again)
        if _lengths(by_text) not in map(_lengths, pixels):
            pixels = [*pixels, by_text]
    ranked = sorted(pixels, key=_worth, reverse=True)
    return [*ranked[:1], *_sound(ranked[1:])]


def _sound(zones: Sequence[ZoneReading]) -> list[ZoneReading]:
    return [zone for zone in zones if zone.zone.valid and zone.zone.confidence >= LIKELY]


def find_page_zone(page: PageImage, text: PageText, *, today: date | None = None) -> ZoneReading | None:
    """The likeliest of `find_page_zones`, or None."""
    return next(iter(find_page_zones(page, text, today=today)), None)


def _add(readings: list[ZoneReading], other: ZoneReading) -> list[ZoneReading]:
    """The readings with one more; of those whose lines are as long, the same print, the likeliest alone: a
    rougher look at wrong digits may find right ones."""
    alike = [zone for zone in readings if _lengths(zone) == _lengths(other)]
    likeliest = max([*alike, other], key=lambda zone: zone.zone.confidence)
    return [*(zone for zone in readings if zone not in alike), likeliest]


def _worth(zone: ZoneReading) -> tuple[bool, float]:
    return zone.zone.valid, zone.zone.confidence
