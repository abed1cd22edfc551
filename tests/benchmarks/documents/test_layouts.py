"""Documents of states: texts apart and on the sheet, truth that agrees with the drawing, a fixed split."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from benchmarks.captures.conditions import PHONE
from benchmarks.captures.photograph import photograph
from benchmarks.documents.__main__ import main
from benchmarks.documents.errors import TextTooWideError
from benchmarks.documents.layouts.draw import StateDocument, draw_document
from benchmarks.documents.layouts.errors import (
    GlyphMissingError,
    LayoutInvalidError,
    LayoutTooTightError,
    UnknownLayoutError,
)
from benchmarks.documents.layouts.load import list_states, load_language, load_state
from benchmarks.documents.layouts.model import KINDS, Area
from benchmarks.documents.layouts.pen import Pen, check_glyphs
from benchmarks.documents.layouts.rows import parse_row
from benchmarks.documents.layouts.split import languages_of, part_of, states_of
from benchmarks.documents.layouts.truth import CONTRACT, describe
from benchmarks.documents.layouts.values import print_field
from benchmarks.documents.sheet import Quad
from mrz.parse import parse_lines

SEEDS = (1, 2)
Box = tuple[float, float, float, float]


def documents_of(state: str, seed: int) -> Iterator[StateDocument]:
    for kind in load_state(state).documents:
        yield draw_document(state, kind, seed, plain=True)


def bounds(quad: Quad) -> Box:
    across, down = zip(*quad, strict=True)
    return min(across), min(down), max(across), max(down)


def describe_it(document: StateDocument) -> dict:
    return describe(document, [f"{number}.png" for number in range(len(document.sides))])


def values_of(document: StateDocument) -> dict[str, dict]:
    """Field → its truth, the first print of each."""
    found: dict[str, dict] = {}
    for side in describe_it(document)["sides"]:
        for field in side["fields"]:
            found.setdefault(field["field"], field)
    return found


def check_texts_keep_apart(document: StateDocument) -> None:
    for sheet, lines in zip(document.sides, document.lines, strict=True):
        width, height = sheet.image.size
        boxes = [(line.text, bounds(line.quad)) for line in lines]
        for text, (left, top, right, bottom) in boxes:
            assert min(left, top, width - right, height - bottom) >= 0, (document.kind, text)
        for (text, one), (other, two) in combinations(boxes, 2):
            across = min(one[2], two[2]) - max(one[0], two[0])
            down = min(one[3], two[3]) - max(one[1], two[1])
            assert across <= 0 or down <= 0, (document.kind, text, other)
        assert any(line.text == "SPECIMEN" for line in lines), document.kind


def check_zone_and_print_agree(document: StateDocument) -> None:
    values, holder = values_of(document), document.holder
    assert {"givenNames", "documentNumber"} <= values.keys()
    if "birthDate" in values:
        assert values["birthDate"]["value"] == holder.birth_date
    lines = next((sheet.mrz for sheet in document.sides if sheet.mrz), None)
    if not lines:
        return
    zone = parse_lines(lines)
    assert zone.valid, lines
    if zone.format == "DL":
        return
    assert zone.fields["issuingCountry"] == document.state
    assert zone.fields["nationality"] == holder.nationality
    assert zone.fields["documentNumber"] == values["documentNumber"]["value"].replace("-", "")
    assert zone.fields["birthDate"][:4] == holder.birth_date[:4]
    if holder.expiry_date:
        assert zone.fields["expiryDate"] == holder.expiry_date.isoformat()


@pytest.mark.parametrize("state", list_states())
def test_texts_keep_apart_and_the_zone_says_what_is_printed(state, ocr_b):
    for seed in SEEDS:
        for document in documents_of(state, seed):
            check_texts_keep_apart(document)
            check_zone_and_print_agree(document)


def test_the_truth_names_the_contracts_fields_and_normalises_them(ocr_b):
    seen = set()
    for state in ("ROU", "GRC", "NLD", "MAR"):
        for document in documents_of(state, 4):
            truth = describe_it(document)
            assert truth["part"] == part_of(state)
            for side in truth["sides"]:
                texts = {line["text"] for line in side["lines"]}
                for field in side["fields"]:
                    seen.add(field["field"])
                    assert field["field"] in CONTRACT
                    assert len(field["lines"]) == len(field["quads"])
                    assert all(any(part in text for text in texts) for part in field["lines"])
                    if field["field"] in ("issueDate", "expiryDate"):
                        assert date.fromisoformat(field["value"])
                    if field["field"] == "gender":
                        assert field["value"] in (0, 1, 2)
                    if field["field"] == "nationality":
                        assert field["value"] in list_states()
    assert seen == CONTRACT


def test_printed_values_are_inked_where_the_truth_says(ocr_b):
    document = draw_document("BEL", "identityCard", 1)
    for sheet in document.sides:
        pixels = sheet.pixels().astype(int)
        for entry in sheet.printed:
            left, top, right, bottom = (round(value) for value in bounds(entry.quad))
            assert (pixels[top:bottom, left:right].max(axis=2) < 100).mean() > 0.1, entry.field


def test_equal_seeds_draw_equal_pixels_and_plain_pages_hold_the_same_texts(ocr_b):
    first, again = (draw_document("POL", "drivingLicence", 5, 2) for _ in range(2))
    for one, two in zip(first.sides, again.sides, strict=True):
        assert np.array_equal(one.pixels(), two.pixels())
    assert first.lines == draw_document("POL", "drivingLicence", 5, 2, plain=True).lines
    assert first.holder != draw_document("POL", "drivingLicence", 5, 3, plain=True).holder


def test_the_split_keeps_whole_languages_and_states_apart():
    learn, held_out = states_of("learn"), states_of("held_out")
    assert len(learn) + len(held_out) == len(list_states()) >= 40
    assert len(held_out) >= 10
    assert set(languages_of("held_out")) == {"el", "hu", "lt", "sq"}
    for state in learn:
        for document in load_state(state).documents.values():
            for side in document.sides:
                assert not any(load_language(code).held_out for code in side.style.languages), state


def test_permits_to_learn_from_show_nobody_from_a_state_held_out(ocr_b):
    nationalities = {
        draw_document("FRA", "residencePermit", seed, plain=True).holder.nationality for seed in range(16)
    }
    assert len(nationalities) > 5
    assert nationalities <= set(states_of("learn"))


def test_every_kind_is_drawn_for_many_states():
    kinds = [kind for state in list_states() for kind in load_state(state).documents]
    assert all(kinds.count(kind) >= 30 for kind in KINDS)


def test_a_photograph_of_a_document_maps_its_quads(ocr_b):
    document = draw_document("SWE", "identityCard", 1)
    side = document.sides[0]
    capture = photograph(side.pixels(), side.mask(), np.random.default_rng(1), PHONE)
    assert capture.image.shape[0] > 300
    corner = capture.homography @ np.array([0.0, 0.0, 1.0])
    assert np.allclose(corner[:2] / corner[2], capture.quad[0], atol=1.0)


def test_what_cannot_be_printed_is_refused_by_name(ocr_b):
    with pytest.raises(GlyphMissingError) as caught:
        check_glyphs("姓名", "regular")
    assert "U+59D3" in caught.value.detail
    with pytest.raises(UnknownLayoutError):
        draw_document("CHN", "drivingLicence", 1)
    with pytest.raises(LayoutInvalidError):
        parse_row("familyName 80 | givenNames 40", 60)
    page = draw_document("POL", "passport", 1, plain=True)
    with pytest.raises(LayoutInvalidError, match=r"bloodGroup; a row may name .*birthDate, .*placeOfBirth"):
        print_field("bloodGroup", page.page)
    pen = Pen(page.sides[0])
    with pytest.raises(TextTooWideError):
        pen.write((1, 5), "Konstantinopolitanischer", 8, width_mm=8)


def test_rows_that_do_not_fit_their_area_are_refused(ocr_b):
    from benchmarks.documents.layouts.cells import set_area

    page = draw_document("POL", "passport", 1, plain=True)
    area = Area(box=(0, 0, 80, 8), rows=("familyName", "givenNames", "birthDate", "gender"))
    with pytest.raises(LayoutTooTightError):
        set_area(Pen(page.sides[0]), area, page.page, np.random.default_rng(1))


def test_the_command_writes_pictures_and_truth(ocr_b, tmp_path):
    command = [sys.executable, "-m", "benchmarks.documents", "draw", "--states", "CZE", "--kinds"]
    command += ["passport,identityCard", "--count", "1", "--seed", "3", "--out", str(tmp_path)]
    subprocess.run(command, check=True, timeout=120, cwd=Path(__file__).parents[3])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "CZE-identityCard-0000-back.png",
        "CZE-identityCard-0000-front.png",
        "CZE-identityCard-0000.json",
        "CZE-passport-0000-front.png",
        "CZE-passport-0000.json",
    ]
    truth = json.loads((tmp_path / "CZE-identityCard-0000.json").read_text("utf-8"))
    assert [side["side"] for side in truth["sides"]] == ["front", "back"]
    assert all((tmp_path / side["file"]).stat().st_size > 10_000 for side in truth["sides"])


def test_who_writes_a_layout_is_told_what_is_wrong_without_a_traceback(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "argv", ["documents", "draw", "--states", "ZZZ", "--out", str(tmp_path)])
    with pytest.raises(SystemExit, match="no document of ZZZ"):
        main()
