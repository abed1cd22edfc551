"""The whole way, on the sample documents of the demonstration, with the real engine."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from models.errors import CodedError
from ocr.compose import compose
from ocr.extract import extract, read_upload
from ocr.extraction import Extraction
from ocr.intake import intake
from ocr.mrz import read_mrz
from ocr.read import read_page
from ocr.ways import turn_point

TODAY = datetime.date(2026, 11, 23)
pytestmark = pytest.mark.slow


def truth_of(samples: Path, sample: str) -> dict:
    entries = json.loads((samples / "samples.json").read_text(encoding="utf-8"))["samples"]
    return next(entry for entry in entries if entry["id"] == sample)


@pytest.fixture(scope="module")
def passport(samples, reader) -> tuple[Extraction, list[tuple[str, float]]]:
    steps: list[tuple[str, float]] = []
    result = extract(
        [samples / "passport-known.jpg"],
        reader=reader,
        today=TODAY,
        progress=lambda stage, done: steps.append((stage, done)),
    )
    return result, steps


def test_a_sample_passport_is_read_and_verified(samples, passport):
    result, _ = passport
    truth = truth_of(samples, "passport-known")
    person, number = truth["person"], truth["person"]["documents"][0]["number"]
    (document,) = result.documents
    assert document.type == "passport"
    assert document.mrz is not None
    assert document.mrz.valid
    assert document.mrz.lines == truth["mrz"]
    assert result.fields["familyName"].value == person["names"][0]["familyName"]
    assert result.fields["birthDate"].value == person["birthDate"]
    assert result.fields["gender"].value == person["gender"]
    assert document.fields["documentNumber"].value == number
    for field in ("familyName", "givenNames", "birthDate"):
        assert result.fields[field].status == "verified"
        assert {source.zone for source in result.fields[field].sources} == {"mrz", "visual"}
    assert result.pages[0].quality.acceptable
    assert "documentExpired" not in {warning.code for warning in result.warnings}


def test_the_json_keeps_the_contract(passport):
    result, _ = passport
    answer = json.loads(result.to_json())
    assert answer["files"] == ["passport-known.jpg"]
    assert set(answer["timings"]) == {"intake", "locate", "assess", "read", "mrz", "fields", "reconcile"}
    width, height = answer["pages"][0]["width"], answer["pages"][0]["height"]
    for field in answer["fields"].values():
        for source in field["sources"]:
            assert all(0 <= x <= width and 0 <= y <= height for x, y in source["polygon"])
    assert "null" not in result.to_json()


def test_progress_runs_through_the_stages_and_never_back(passport):
    _, steps = passport
    stages = list(dict.fromkeys(stage for stage, _ in steps))
    assert stages == ["intake", "locate", "assess", "mrz", "read", "fields", "reconcile"]
    shares = [done for _, done in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_two_sides_are_one_document(samples, reader):
    sides = [samples / f"identity-card-known-{side}.jpg" for side in ("front", "back")]
    result = extract(sides, reader=reader, today=TODAY)
    (document,) = result.documents
    assert document.type == "identityCard"
    assert [region.page for region in document.regions] == [0, 1]
    assert {source.page for source in result.fields["familyName"].sources} == {0, 1}
    assert result.fields["familyName"].status == "verified"
    assert "severalDocuments" not in {warning.code for warning in result.warnings}


def test_two_passports_are_two_documents_and_their_persons_conflict(samples, reader):
    result = extract(
        [samples / "passport-known.jpg", samples / "passport-new.jpg"], reader=reader, today=TODAY
    )
    assert len(result.documents) == 2
    assert result.fields["familyName"].status == "conflict"
    assert "severalDocuments" in {warning.code for warning in result.warnings}


def test_an_expired_document_is_reported(samples, reader):
    result = extract([samples / "passport-expired.jpg"], reader=reader, today=TODAY)
    assert "documentExpired" in {warning.code for warning in result.warnings}
    early = extract([samples / "passport-expired.jpg"], reader=reader, today=datetime.date(2015, 1, 1))
    assert "documentExpired" not in {warning.code for warning in early.warnings}


def test_calibrating_changes_confidences_alone(samples, reader):
    sides = [samples / f"identity-card-known-{side}.jpg" for side in ("front", "back")]
    readings = read_upload(sides, reader=reader, today=TODAY)
    before, after = compose(readings, TODAY, calibrated=False), compose(readings, TODAY)
    for old, new in (
        (before.fields, after.fields),
        *((a.fields, b.fields) for a, b in zip(before.documents, after.documents, strict=True)),
    ):
        assert old.keys() == new.keys()
        assert all(0 <= entry.confidence <= 1 for entry in new.values())
        assert {name: entry.model_copy(update={"confidence": 0}) for name, entry in old.items()} == {
            name: entry.model_copy(update={"confidence": 0}) for name, entry in new.items()
        }
    assert before.pages == after.pages
    assert before.warnings == after.warnings


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_and_its_polygons_stay_on_the_page(samples, turn):
    """The fast path, with the page turned clockwise by `turn`."""
    code = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}[turn]
    upright = cv2.imread(str(samples / "passport-known.jpg"))
    assert upright is not None
    _, data = cv2.imencode(".png", cv2.rotate(upright, code))
    (straight,) = read_mrz([samples / "passport-known.jpg"])
    (turned,) = read_mrz([("turned.png", data.tobytes())])
    assert turned.zone.lines == truth_of(samples, "passport-known")["mrz"]
    size = (upright.shape[1], upright.shape[0])
    expected = np.mean([turn_point(point, turn, size) for point in straight.zone.polygon], axis=0)
    assert np.abs(np.mean(turned.zone.polygon, axis=0) - expected).max() < 0.02 * size[0]


def test_a_small_card_on_a_big_page_is_found(samples):
    card = cv2.imread(str(samples / "identity-card-known-back.jpg"))
    assert card is not None
    sheet = np.full((3508, 2480, 3), 250, np.uint8)
    card = cv2.resize(card, (1011, round(1011 * card.shape[0] / card.shape[1])), interpolation=cv2.INTER_AREA)
    sheet[2200 : 2200 + card.shape[0], 300:1311] = card
    _, data = cv2.imencode(".png", sheet)
    (zone,) = read_mrz([("sheet.png", data.tobytes())])
    assert zone.zone.lines == truth_of(samples, "identity-card-known")["mrz"]


def test_a_page_without_text_is_no_identity_document(reader):
    _, data = cv2.imencode(".png", np.full((400, 600, 3), 180, np.uint8))
    result = extract([("empty.png", data.tobytes())], reader=reader, today=TODAY)
    assert result.documents[0].type == "unknown"
    assert result.documents[0].mrz is None
    assert "notAnIdentityDocument" in {warning.code for warning in result.warnings}
    assert not result.pages[0].quality.acceptable


def test_a_bad_file_is_a_coded_error():
    with pytest.raises(CodedError, match="unsupportedFormat"):
        extract([("a.jpg", b"not a picture")])


def test_reading_gives_lines_from_top_to_bottom(samples, reader):
    (page,) = intake([("p.jpg", (samples / "passport-known.jpg").read_bytes())])
    text = read_page(page.pixels, reader)
    assert text.rotation == 0
    tops = [np.mean([y for _, y in line.polygon]) for line in text.lines]
    assert tops == sorted(tops)


def test_importing_the_room_loads_no_engine():
    check = "import sys, ocr; sys.exit('paddleocr' in sys.modules or 'onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
