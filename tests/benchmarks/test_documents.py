"""Drawn documents: true sizes, sound zones that agree with the print, equal from equal seeds."""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from benchmarks.documents import fonts
from benchmarks.documents.catalogue import DRAWERS, draw_any
from benchmarks.documents.errors import FontMissingError, TextTooWideError
from benchmarks.documents.people import invent_holder, load_origins
from benchmarks.documents.sheet import Sheet
from mrz.parse import parse_lines
from mrz.transliterate import variants

SIZES_MM = {
    "passport": (125.0, 88.0),
    "identity-card": (85.6, 54.0),
    "identity-sheet": (105.0, 74.0),
    "residence-permit": (85.6, 54.0),
    "driving-licence": (85.6, 54.0),
    "driving-licence-zone": (85.6, 54.0),
}
WITH_ZONE = [kind for kind in DRAWERS if kind != "driving-licence"]


def sum_weighted(text: str) -> str:
    """The check digit by the letter of Doc 9303-3, apart from the product's own."""
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    values = [0 if character == "<" else alphabet.index(character) for character in text]
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def list_check_digits(mrz_format: str, lines: list[str]) -> list[tuple[str, str]]:
    """Pairs of (covered text, printed digit), positions as in Doc 9303 parts 4 to 6."""
    if mrz_format == "DL":
        return [(lines[0][:29], lines[0][29])]
    if mrz_format == "TD1":
        first, second, _ = lines
        composite = first[5:] + second[:7] + second[8:15] + second[18:29]
        return [
            (first[5:14], first[14]),
            (second[:6], second[6]),
            (second[8:14], second[14]),
            (composite, second[29]),
        ]
    second, last = lines[1], len(lines[1]) - 1
    composite = second[:10] + second[13:20] + second[21:last]
    pairs = [(second[:9], second[9]), (second[13:19], second[19]), (second[21:27], second[27])]
    return [*pairs, (composite, second[last])]


@pytest.mark.parametrize("kind", DRAWERS)
def test_sides_have_the_documents_true_size(drawn, kind):
    for side in drawn(kind, 1).sides:
        height, width = side.pixels().shape[:2]
        assert side.size_mm == SIZES_MM[kind]
        assert (width, height) == tuple(round(value * 300 / 25.4) for value in SIZES_MM[kind])
        assert side.mask()[0, 0] == 0
        assert side.mask()[height // 2, width // 2] == 255


@pytest.mark.parametrize("kind", WITH_ZONE)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_zone_is_sound_and_agrees_with_the_print(drawn, kind, seed):
    specimen = drawn(kind, seed)
    holder, zone = specimen.holder, specimen.mrz
    assert {len(line) for line in zone} == {{"TD3": 44, "TD2": 36}.get(specimen.mrz_format, 30)}
    for covered, digit in list_check_digits(specimen.mrz_format, zone):
        assert sum_weighted(covered) == digit
    assert holder.document_number in "".join(zone)
    if specimen.mrz_format != "DL":
        assert f"{holder.birth_date:%y%m%d}" in "".join(zone)
        assert f"{holder.expiry_date:%y%m%d}" in "".join(zone)
        assert holder.nationality in zone[1]


@pytest.mark.parametrize("kind", DRAWERS)
def test_every_document_prints_the_person(drawn, kind):
    specimen = drawn(kind, 1)
    printed, holder = specimen.printed(), specimen.holder
    assert printed["familyName"].casefold() == holder.family_name.upper().casefold()
    assert printed["givenNames"].casefold() == holder.given_names.casefold()
    assert printed["documentNumber"] == holder.document_number
    assert str(holder.birth_date.year) in printed["birthDate"]
    assert {"placeOfBirth", "issueDate", "expiryDate", "issuingAuthority"} <= printed.keys()


def test_printed_texts_lie_where_the_truth_says(drawn):
    side = drawn("passport", 1).sides[0]
    pixels = side.pixels().astype(int)
    for entry in side.printed:
        (left, top), _, (right, bottom), _ = entry.quad
        box = pixels[round(top) : round(bottom), round(left) : round(right)]
        assert (box.max(axis=2) < 90).mean() > 0.1, entry.field


def test_equal_seeds_draw_equal_documents(drawn):
    first, again = drawn("identity-card", 1), draw_any("identity-card", np.random.default_rng(1))
    assert first.holder == again.holder
    assert [
        (side.pixels() == twin.pixels()).all() for side, twin in zip(first.sides, again.sides, strict=True)
    ] == [
        True,
        True,
    ]
    assert draw_any("identity-card", np.random.default_rng(2)).holder != first.holder


def test_people_come_with_diacritics_from_every_origin():
    for origin, names in load_origins().items():
        holder = invent_holder(np.random.default_rng(1), origin)
        assert holder.place_of_birth in names["places"]
        assert holder.birth_date < holder.issue_date < holder.expiry_date
    marked = [invent_holder(np.random.default_rng(seed)).family_name for seed in range(60)]
    assert sum(unicodedata.normalize("NFD", name) != name or not name.isascii() for name in marked) > 15


def test_a_missing_font_is_named_with_its_package(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "OCR_B_FOLDERS", (tmp_path,))
    with pytest.raises(FontMissingError) as caught:
        fonts.find_font("ocr-b")
    assert caught.value.code == "fontMissing"
    assert "fonts-ocr-b" in caught.value.advice


def test_a_long_text_is_set_narrower_and_a_longer_one_refused():
    from PIL import Image

    sheet = Sheet((60, 20), Image.new("RGB", (709, 236), "white"))
    natural = sheet.write((1, 1), "Konstantinopolitanischer", 8)
    assert sheet.write((1, 8), "Konstantinopolitanischer", 8, width_mm=natural * 0.8) == pytest.approx(
        natural * 0.8
    )
    with pytest.raises(TextTooWideError):
        sheet.write((1, 1), "Konstantinopolitanischer", 8, width_mm=natural * 0.5)


def test_the_command_writes_pictures_and_truth(drawn, tmp_path):
    command = [
        sys.executable,
        "-m",
        "benchmarks.documents",
        "--out",
        str(tmp_path),
        "--seed",
        "3",
        "--count",
        "2",
    ]
    subprocess.run(command, check=True, timeout=120, cwd=Path(__file__).parents[2])
    lines = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()]
    assert [line["file"] for line in lines] == [
        "0000-passport-front.png",
        "0001-identity-card-front.png",
        "0001-identity-card-back.png",
    ]
    assert all((tmp_path / line["file"]).stat().st_size > 10_000 for line in lines)
    assert {entry["field"] for entry in lines[0]["printed"]} >= {"familyName", "birthDate", "placeOfBirth"}


@pytest.mark.parametrize("kind", WITH_ZONE)
def test_the_products_own_parser_reads_the_zone(drawn, kind):
    specimen = drawn(kind, 2)
    zone = parse_lines(specimen.mrz)
    assert zone.format == specimen.mrz_format
    assert zone.valid
    assert zone.fields["documentNumber"] == specimen.holder.document_number
    if specimen.mrz_format != "DL":
        assert zone.fields["birthDate"] == specimen.holder.birth_date.isoformat()
        assert zone.fields["expiryDate"] == specimen.holder.expiry_date.isoformat()
        assert zone.fields["familyName"] in {
            form.replace("<", " ") for form in variants(specimen.holder.family_name)
        }
