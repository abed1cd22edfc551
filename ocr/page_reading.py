"""What the stages say about a document on a page, and what comes of it for the page's quality."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ocr.assess import FieldEvidence, PageEvidence, assess_evidence
from ocr.barcode import CardReading
from ocr.extraction import ExtractedField, Page, Quality
from ocr.fields import PageFields
from ocr.intake import PageImage
from ocr.locate import Place
from ocr.read import PageText
from ocr.zone import ZoneReading


@dataclass(frozen=True)
class PageReading:
    """All that the stages say about one page, or about one document on it."""

    page: PageImage
    quality: Quality
    text: PageText
    zone: ZoneReading | None
    fields: PageFields
    place: Place | None = None
    """Where on the page its document was found. A page with several documents has a reading for each."""
    cards: Sequence[CardReading] = ()


def _assess_page(parts: Sequence[PageReading], fields: Mapping[str, ExtractedField], bearing: bool) -> Page:
    """The page that these readings share; `bearing`: it is to show the mandatory fields."""
    page = parts[0].page
    zone = next((part.zone for part in parts if part.zone is not None), None)
    places = {
        name: [
            list(source.polygon) for source in entry.sources if source.page == page.index and source.polygon
        ]
        for name, entry in fields.items()
    }
    evidence = PageEvidence(
        size=(page.width, page.height),
        fields={
            name: FieldEvidence(entry.status, entry.confidence, places[name])
            for name, entry in fields.items()
        },
        bearing=bearing,
        zone_valid=zone is not None and zone.zone.valid,
        zone_confidence=zone.zone.confidence if zone is not None else 0.0,
        dpi=zone.dpi if zone is not None else None,
    )
    quality = assess_evidence(parts[0].quality, evidence)
    return Page(index=page.index, width=page.width, height=page.height, quality=quality)


def assess_pages(readings: Sequence[PageReading], fields: Mapping[str, ExtractedField]) -> list[Page]:
    """The pages of an upload, each once, judged by all `fields` that were read in it."""
    # What is missing is blamed on the page that says most: a back has no names to show.
    richest = max(readings, key=lambda reading: (reading.zone is not None, len(reading.fields.readings)))
    return [
        _assess_page(
            [reading for reading in readings if reading.page.index == index],
            fields,
            richest.page.index == index,
        )
        for index in dict.fromkeys(reading.page.index for reading in readings)
    ]
