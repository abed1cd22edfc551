"""The table of formats against the positions that Doc 9303 prints, and against itself."""

from itertools import pairwise

import pytest

from mrz.formats import CLASSES, FORMATS, TD1, TD3, Format, FormatName
from mrz.generate import ZoneData, generate

EVERY = [layout for item in FORMATS.values() for layout in (item, *item.variants)]


def _name(layout: Format) -> str:
    return layout.name + layout.issuer


@pytest.mark.parametrize(
    ("name", "composite"),
    [
        # Lines and positions from 1, as parts 4, 5 and 6 print them.
        ("TD3", [(2, 1, 10), (2, 14, 20), (2, 22, 43)]),
        ("TD1", [(1, 6, 30), (2, 1, 7), (2, 9, 15), (2, 19, 29)]),
        ("TD2", [(2, 1, 10), (2, 14, 20), (2, 22, 35)]),
        ("FRA_ID", [(1, 1, 36), (2, 1, 35)]),
        ("DL", [(1, 1, 29)]),
    ],
)
def test_what_the_composite_digit_covers(name: FormatName, composite: list[tuple[int, int, int]]) -> None:
    check = FORMATS[name].check("composite")
    assert check is not None
    assert [(span.line + 1, span.start + 1, span.end) for span in check.over] == composite


@pytest.mark.parametrize("name", ["MRVA", "MRVB", "CHE_DL"])
def test_visas_and_swiss_licences_have_no_composite_digit(name: FormatName) -> None:
    assert FORMATS[name].check("composite") is None


@pytest.mark.parametrize(
    ("name", "lengths"),
    [
        ("TD1", (30, 30, 30)),
        ("TD2", (36, 36)),
        ("TD3", (44, 44)),
        ("MRVA", (44, 44)),
        ("MRVB", (36, 36)),
        ("FRA_ID", (36, 36)),
        ("DL", (30,)),
        ("CHE_DL", (9, 30, 30)),
    ],
)
def test_lengths(name: FormatName, lengths: tuple[int, ...]) -> None:
    assert FORMATS[name].lengths == lengths


@pytest.mark.parametrize("layout", EVERY, ids=_name)
def test_fields_and_digits_fill_the_lines_without_overlap(layout: Format) -> None:
    spans = sorted(
        (span.line, span.start, span.end)
        for span in (*(f.span for f in layout.fields), *(c.digit for c in layout.checks))
    )
    for (line, _, end), (after, start, _) in pairwise(spans):
        assert (after, start) == ((line, end) if end < layout.lengths[line] else (line + 1, 0))
    assert spans[0] == (0, 0, spans[0][2])
    assert spans[-1][2] == layout.lengths[-1]
    for line, length in enumerate(layout.lengths):
        kinds = layout.classes(line)
        assert len(kinds) == length
        assert set(kinds) <= set(CLASSES)


@pytest.mark.parametrize("layout", EVERY, ids=_name)
def test_composite_digits_stand_last(layout: Format) -> None:
    """They cover the others, so they are computed after them."""
    places = [(check.digit.line, check.digit.start) for check in layout.checks]
    for number, check in enumerate(layout.checks):
        later = set(places[number + 1 :])
        covered = {(span.line, i) for span in check.over for i in range(span.start, span.end)}
        assert not later & covered


@pytest.mark.parametrize("layout", [item for item in EVERY if item.issuer], ids=_name)
def test_variants_are_found_by_their_issuer(layout: Format) -> None:
    general = FORMATS[layout.name]
    assert (layout.lengths, layout.codes) == (general.lengths, general.codes)
    assert general.of_issuer(layout.issuer) is layout
    assert general.of_issuer("UTO") is general


def test_beginnings() -> None:
    second = "<" * 44
    assert TD3.begins(["P<UTO", second])
    assert TD3.begins(["VXZWE", second])
    assert not TD3.begins(["VCZWE", second])
    assert TD1.begins(["C1USA", second, second])
    assert not FORMATS["FRA_ID"].begins(["IDBEL", second])


@pytest.mark.parametrize(
    ("name", "data", "lines"),
    [
        (
            "DL",
            ZoneData("D1", "FRA", "Martin", document_number="13AA00002", expiry_date="2018-12-31"),
            ["D1FRA13AA000026181231MARTIN<<9"],
        ),
        (
            "DL",
            ZoneData("D1", "NLD", "", document_number="1234567890", optional="ABCDEFGH12345"),
            ["D1NLD11234567890ABCDEFGH123458"],
        ),
        ("DL", ZoneData("D1", "UTO", "", optional="A1<B2"), ["D1UTOA1<B2<<<<<<<<<<<<<<<<<<<1"]),
        (
            "CHE_DL",
            ZoneData(
                "FA",
                "CHE",
                "Keller",
                "Anna Ida",
                "001122334455001",
                birth_date="1980-02-03",
                card_number="ABC123D",
            ),
            ["ABC123D<<", "FACHE001122334455001<<800203<<", "KELLER<<ANNA<IDA<<<<<<<<<<<<<<"],
        ),
    ],
)
def test_licences_of_states(name: FormatName, data: ZoneData, lines: list[str]) -> None:
    assert generate(name, data) == lines
