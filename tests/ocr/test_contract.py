"""The JSON of an `Extraction` against DESIGN: keys, absent instead of null, polygons on the uploaded page."""

import datetime
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ocr.compose import compose
from ocr.extract import extract
from ocr.extraction import DOCUMENT_FIELDS, PERSON_FIELDS, Extraction, Quality
from ocr.fields import read_fields
from ocr.find_zone import read_zone
from ocr.intake import PageImage
from ocr.page_reading import PageReading

TODAY = datetime.date(2026, 11, 23)
KEYS: dict[str, tuple[set[str], set[str]]] = {
    "extraction": ({"files", "pages", "documents", "fields", "warnings", "timings"}, set()),
    "page": ({"index", "width", "height", "quality"}, set()),
    "quality": (
        {"score", "acceptable", "sharpness", "glare", "exposure", "issues"},
        {
            *("resolutionDpi", "tilt", "coverage", "motion", "contrast", "noise", "perspective", "occlusion"),
            *("moire", "colour", "compression"),
        },
    ),
    "issue": ({"code", "severity", "affects"}, {"polygon"}),
    "document": ({"type", "regions", "fields"}, {"issuingCountry", "mrz"}),
    "region": ({"page", "quad", "rotation", "side"}, set()),
    "mrz": ({"format", "lines", "valid", "confidence", "page", "polygon", "checks", "repairs"}, set()),
    "repair": ({"line", "column", "read", "became", "reason"}, set()),
    "field": ({"value", "confidence", "status", "sources"}, set()),
    "source": ({"zone", "text", "page", "polygon", "confidence"}, set()),
    "warning": ({"code", "detail"}, set()),
}
"""Keys that are always there, and keys that may be absent."""


def parts(answer: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the answer with the name of its kind."""
    yield "extraction", answer
    for page in answer["pages"]:
        yield "page", page
        yield "quality", page["quality"]
        yield from (("issue", issue) for issue in page["quality"]["issues"])
    fields = list(answer["fields"].values())
    for document in answer["documents"]:
        yield "document", document
        yield from (("region", region) for region in document["regions"])
        fields += document["fields"].values()
        if "mrz" in document:
            yield "mrz", document["mrz"]
            yield from (("repair", repair) for repair in document["mrz"]["repairs"])
    for entry in fields:
        yield "field", entry
        yield from (("source", source) for source in entry["sources"])
    yield from (("warning", warning) for warning in answer["warnings"])


def check_contract(result: Extraction) -> dict[str, Any]:
    """The answer, once all keys, pages and polygons are found to be right."""
    answer: dict[str, Any] = json.loads(result.to_json())
    sizes = {page["index"]: (page["width"], page["height"]) for page in answer["pages"]}
    for kind, part in parts(answer):
        always, sometimes = KEYS[kind]
        assert always <= part.keys() <= always | sometimes, kind
        assert None not in part.values(), kind
        polygon = part.get("polygon", part.get("quad"))
        if polygon is not None and "page" in part:
            width, height = sizes[part["page"]]
            assert len(polygon) == 4
            assert all(0 <= x <= width and 0 <= y <= height for x, y in polygon), kind
    assert set(answer["fields"]) <= set(PERSON_FIELDS)
    for document in answer["documents"]:
        assert set(document["fields"]) <= set(DOCUMENT_FIELDS)
    return answer


def ink(pixels: np.ndarray, polygon: list[list[float]]) -> float:
    """Share of dark pixels in the bounding box of a polygon of a grey page."""
    xs, ys = zip(*polygon, strict=True)
    part = pixels[int(min(ys)) : int(max(ys)) + 1, int(min(xs)) : int(max(xs)) + 1]
    return float((part < 110).mean())


def check_polygons_lie_on_print(answer: dict[str, Any], page: int, grey: np.ndarray) -> None:
    """What was read is darker than the page: the polygons are drawn on the very pixels."""
    sources = [
        source
        for kind, source in parts(answer)
        if kind == "source" and source["page"] == page and source["zone"] == "visual"
    ]
    assert len(sources) >= 4
    assert np.median([ink(grey, source["polygon"]) for source in sources]) > 0.08


@pytest.fixture(scope="module")
def passport(samples) -> Image.Image:
    with Image.open(samples / "passport-known.jpg") as image:
        return image.convert("RGB")


def as_jpeg(image: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92, **options)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_keeps_its_own_pixels(passport, reader, rotation):
    # Turned against the clock, so that a clockwise turn by `rotation` brings it upright.
    turned = passport.rotate(rotation, expand=True)
    result = extract([("turned.jpg", as_jpeg(turned))], reader=reader, today=TODAY)
    answer = check_contract(result)
    assert (answer["pages"][0]["width"], answer["pages"][0]["height"]) == turned.size
    (region,) = answer["documents"][0]["regions"]
    assert (region["rotation"], region["side"]) == (rotation, "front")
    check_polygons_lie_on_print(answer, 0, np.asarray(turned.convert("L")))
    # Corners in reading order: the zone's first edge runs along its lines.
    (x0, y0), (x1, y1) = answer["documents"][0]["mrz"]["polygon"][:2]
    along = {90: (0, -1), 180: (-1, 0), 270: (0, 1)}[rotation]
    assert (round((x1 - x0) / turned.size[0]), round((y1 - y0) / turned.size[1])) == along


@pytest.mark.slow
def test_a_page_turned_by_exif_and_a_pdf_are_pages_of_one_upload(passport, samples, reader, tmp_path: Path):
    """The page is what a viewer shows: after the turn that EXIF asks for; a PDF's page as rendered."""
    exif = Image.Exif()
    exif[0x0112] = 6  # stored on its side: viewers turn it clockwise by 90°
    stored = as_jpeg(passport.rotate(90, expand=True), exif=exif)
    back = tmp_path / "back.pdf"
    with Image.open(samples / "identity-card-known-back.jpg") as card:
        card.convert("RGB").save(back, "PDF", resolution=300)
    result = extract([("phone.jpg", stored), back], reader=reader, today=TODAY)
    answer = check_contract(result)
    assert answer["files"] == ["phone.jpg", "back.pdf"]
    assert [page["index"] for page in answer["pages"]] == [0, 1]
    assert (answer["pages"][0]["width"], answer["pages"][0]["height"]) == passport.size
    regions = [region for document in answer["documents"] for region in document["regions"]]
    assert [(region["page"], region["rotation"], region["side"]) for region in regions] == [
        (0, 0, "front"),
        (1, 0, "back"),
    ]
    assert [document["mrz"]["page"] for document in answer["documents"]] == [0, 1]
    check_polygons_lie_on_print(answer, 0, np.asarray(passport.convert("L")))


@pytest.mark.slow
def test_the_sides_of_a_card_and_of_a_licence_are_told_apart(samples, reader):
    card = [samples / f"identity-card-known-{side}.jpg" for side in ("back", "front")]
    answer = check_contract(extract(card, reader=reader, today=TODAY))
    assert [region["side"] for region in answer["documents"][0]["regions"]] == ["back", "front"]
    licence = extract([samples / "driving-licence-front.jpg"], reader=reader, today=TODAY)
    assert check_contract(licence)["documents"][0]["regions"][0]["side"] == "front"


def test_part_of_what_a_caption_announces_confirms_nothing(page_of):
    """The zone says ANNA, the form ANNA BEATRIX: the word alone is no second source."""
    quality = Quality(score=1, acceptable=True, sharpness=1, exposure=1, glare=1)
    first = "P<UTOERIKSSON<<ANNA".ljust(44, "<")
    text = page_of(
        ("Surname", 40, 100),
        ("ERIKSSON", 40, 124),
        ("Given names", 40, 180),
        ("ANNA BEATRIX", 40, 204),
        (first, 40, 500),
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<10", 40, 540),
    )
    page = PageImage(0, np.zeros((700, 1000, 3), np.uint8), "p", "png")
    result = compose([PageReading(page, quality, text, read_zone(text, 0), read_fields(text, 2026))], TODAY)
    assert result.fields["familyName"].status == "verified"
    assert (result.fields["givenNames"].value, result.fields["givenNames"].status) == (
        "ANNA BEATRIX",
        "conflict",
    )
