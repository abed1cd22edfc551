"""Zones of all formats for invented people, and the plain documents that carry them."""

import numpy as np
import pytest

from benchmarks.documents.any_format import draw_document, zone_quad
from benchmarks.documents.zones import FORMAT_NAMES, invent_zone, misprint
from mrz.formats import FORMATS
from mrz.parse import parse_lines


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_zones_are_of_their_format_and_their_digits_hold(name) -> None:
    for seed in range(25):
        zone = invent_zone(name, np.random.default_rng(seed))
        parsed = parse_lines(zone.lines)
        assert parsed.format == name
        assert [len(line) for line in zone.lines] == list(FORMATS[name].lengths)
        assert all(parsed.checks.values()), zone.lines


@pytest.mark.parametrize("name", [name for name in FORMAT_NAMES if FORMATS[name].checks])
def test_a_misprinted_zone_is_invalid_by_one_character(name) -> None:
    for seed in range(15):
        rng = np.random.default_rng(seed)
        sound = invent_zone(name, rng)
        wrong = misprint(sound, rng)
        assert not wrong.sound
        assert not parse_lines(wrong.lines, as_format=name).valid
        differing = [a != b for a, b in zip("".join(sound.lines), "".join(wrong.lines), strict=True)]
        assert sum(differing) == 1


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("name", ["TD1", "TD3", "FRA_ID", "DL"])
def test_the_zone_is_printed_where_its_quad_says(name) -> None:
    rng = np.random.default_rng(2)
    sheet = draw_document(invent_zone(name, rng), rng)
    (left, top), _, (right, bottom), _ = zone_quad(sheet).round().astype(int)
    dark = sheet.pixels().max(axis=2) < 90
    rows = np.flatnonzero(dark[top:bottom, left:right].any(axis=1))
    columns = np.flatnonzero(dark[top:bottom, left:right].any(axis=0))
    pitch = 30
    assert columns[0] < pitch
    assert columns[-1] > right - left - 1 - pitch
    assert rows[0] > 0
    assert rows[-1] < bottom - top - 1
    assert not dark[bottom + 2 : bottom + 8, left:right].any()


@pytest.mark.usefixtures("drawn")
def test_a_document_without_a_zone_has_none() -> None:
    rng = np.random.default_rng(6)
    assert draw_document(invent_zone("TD2", rng), rng, with_zone=False).mrz == []
