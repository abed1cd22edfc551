"""From outputs of the recogniser to zones: formats, lengths, lost characters, lines that do not belong."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from mrz.decode import Decoded, decode, decode_copies
from mrz.recognise import LineReading, read_greedily, recognise
from mrz.strips import STRIP_HEIGHT, STRIP_WIDTH, fit_strip

TODAY = date(2026, 11, 23)
Say = Callable[..., LineReading]

PASSPORT = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
CARD = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
ZONES = {
    "TD3": PASSPORT,
    "TD1": CARD,
    "TD2": ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"],
    "MRVA": ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"],
    "MRVB": ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"],
    "FRA_ID": ["IDFRAMARTIN<<<<<<<<<<<<<<<<<<<952042", "9409952009007CORINNE<<<<<<<6512068F4"],
    "DL": ["D1NLD15094962111659VW87Z78NB84"],
    "CHE_DL": ["AAA001D<<", "FACHE305142128097<<800126<<<<<", "SPECIMEN<<JEAN<PIERRE<<<<<<<<<"],
}
"""The specimen zones of ICAO Doc 9303, and zones made up after them. The digits hold."""


def _first(found: list[Decoded]) -> Decoded:
    assert found
    return found[0]


@pytest.mark.parametrize("name", ZONES)
def test_each_format_is_found_by_its_pixels(say: Say, name: str) -> None:
    readings = [say(line) for line in ZONES[name]]
    best = _first(decode(readings, today=TODAY))
    assert (best.format, best.lines) == (name, tuple(ZONES[name]))
    assert best.repairs == ()
    assert best.used == tuple(range(len(readings)))
    assert 0.9 < best.probability <= 1
    assert best.runner_up != best.lines
    assert best.runner_up_probability < 0.1
    assert [len(row) for row in best.character_probabilities] == [len(line) for line in best.lines]
    assert all(0 < chance <= 1 for row in best.character_probabilities for chance in row)
    for columns, reading in zip(best.columns, readings, strict=True):
        assert list(columns) == sorted(columns)
        assert columns == pytest.approx([column + 2 for column in reading.columns], abs=8)


def test_fillers_that_the_reader_merged_come_back(say: Say) -> None:
    readings = [say(PASSPORT[0], lost=(30, 31, 37)), say(PASSPORT[1], lost=(38,))]
    assert len(readings[0].text) == 41
    best = _first(decode(readings, today=TODAY))
    assert best.lines == tuple(PASSPORT)
    assert {repair.reason for repair in best.repairs} == {"filler lost by the reader"}
    assert [repair.line for repair in best.repairs] == [0, 0, 0, 1]
    assert all((repair.read, repair.became) == ("", "<") for repair in best.repairs)


def test_a_lost_digit_is_computed_from_the_others(say: Say) -> None:
    best = _first(decode([say(PASSPORT[0]), say(PASSPORT[1], lost=(15,))], today=TODAY))
    assert best.lines == tuple(PASSPORT)
    (repair,) = best.repairs
    assert (repair.line, repair.column, repair.read, repair.became) == (1, 15, "", "0")
    assert repair.reason == "character lost by the reader"


def test_each_change_has_its_reason(say: Say) -> None:
    first = say(PASSPORT[0], {3: {"T": 0.3, "I": 0.7}, 40: {"<": 0.3, "K": 0.7}})
    second = say(PASSPORT[1], {2: {"9": 0.3, "8": 0.7}, 14: {"4": 0.3, "A": 0.7}})
    best = _first(decode([first, second], today=TODAY))
    assert best.lines == tuple(PASSPORT)
    assert [(r.line, r.column, r.read, r.became, r.reason) for r in best.repairs] == [
        (0, 3, "I", "T", "known code"),
        (0, 40, "K", "<", "filler expected"),
        (1, 2, "8", "9", "check digit"),
        (1, 14, "A", "4", "digit expected"),
    ]


def test_a_wrong_print_comes_out_as_printed(say: Say) -> None:
    printed = PASSPORT[1][:-1] + "7"
    best = _first(decode([say(PASSPORT[0]), say(printed)], today=TODAY))
    assert best.lines == (PASSPORT[0], printed)
    assert best.repairs == ()


def test_stray_lines_do_no_harm(say: Say) -> None:
    stray = say("THISDOCUMENTISTHEPROPERTYOF")
    for lines, used in (
        ([stray, *map(say, PASSPORT)], (1, 2)),
        ([*map(say, PASSPORT), stray], (0, 1)),
        ([stray, *map(say, CARD)], (1, 2, 3)),
    ):
        best = _first(decode(lines, today=TODAY))
        assert best.used == used
        assert best.lines == tuple(PASSPORT if len(used) == 2 else CARD)


def test_two_lines_of_three_are_no_zone(say: Say) -> None:
    assert decode([say(line) for line in CARD[:2]], today=TODAY) == []
    assert decode([say(line) for line in CARD[1:]], today=TODAY) == []


@pytest.mark.parametrize(
    "texts",
    [
        ["STATIONROAD12LONDONUNITEDKINGDOM", "PHONE4420796000001EMAILINFOATEXAMPLE"],
        ["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH"] * 2,
        ["<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"] * 3,
        ["INVOICE2026", "TOTAL1999"],
    ],
)
def test_other_text_is_no_zone(say: Say, texts: list[str]) -> None:
    assert decode([say(text) for text in texts], today=TODAY) == []


def test_nothing_is_no_zone() -> None:
    assert decode([], today=TODAY) == []
    assert decode_copies([[]], today=TODAY) == []
    blank = np.full((176, 38), np.log(1e-6), dtype=np.float32)
    blank[:, 0] = 0
    assert decode([read_greedily(blank)] * 2, today=TODAY) == []


def test_noise_is_no_zone() -> None:
    rng = np.random.default_rng(3)
    strips = [rng.integers(0, 255, (STRIP_HEIGHT, STRIP_WIDTH)).astype(np.uint8) for _ in range(3)]
    assert decode(recognise(strips), today=TODAY) == []


def test_copies_of_a_line_support_each_other(say: Say) -> None:
    """Two crops that are cut differently, both unsure of the same letter: together surer than each."""
    unsure = [say(PASSPORT[0], {6: {"R": 0.7, "P": 0.3}}, margin=margin).logarithms for margin in (0.3, 1.0)]
    second = say(PASSPORT[1]).logarithms
    alone = _first(decode_copies([unsure[:1], [second]], today=TODAY))
    both = _first(decode_copies([unsure, [second]], today=TODAY))
    assert alone.lines == both.lines == tuple(PASSPORT)
    assert both.probability > alone.probability + 0.02
    other = say(PASSPORT[0], {6: {"R": 0.3, "P": 0.7}}, margin=1.0).logarithms
    torn = _first(decode_copies([[unsure[0], other], [second]], today=TODAY))
    assert torn.probability < alone.probability


@pytest.fixture(scope="module")
def printed(ocr_b: None) -> list[tuple[list[str], list[LineReading]]]:
    """Zones in print, photographed line by line, and what the recogniser saw."""
    from benchmarks.training.mrz_lines.photograph import draw_capture, photograph_line
    from benchmarks.training.mrz_lines.printing import draw_print, print_line

    found = []
    for number, lines in enumerate(ZONES.values()):
        rng = np.random.default_rng((88_000_002, number))
        how, capture = draw_print(rng, 0.2), draw_capture(rng, "plain", 0.2)
        rows = ["", *lines, ""]
        strips = [
            fit_strip(
                photograph_line(print_line((rows[k - 1], rows[k], rows[k + 1]), how, rng), capture, rng)
            )
            for k in range(1, len(rows) - 1)
        ]
        found.append((lines, recognise(strips)))
    return found


def test_zones_in_print_are_read(printed: list[tuple[list[str], list[LineReading]]]) -> None:
    best = [(lines, _first(decode(readings, today=TODAY))) for lines, readings in printed]
    exact = [zone.lines == tuple(lines) for lines, zone in best]
    assert sum(exact) >= 0.85 * len(exact)
    assert all(right for right, (_, zone) in zip(exact, best, strict=True) if zone.probability > 0.99)
