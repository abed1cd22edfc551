"""The way from files to an `Extraction`: intake, locate, assess, read, MRZ, fields, reconcile."""

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ocr.assess import assess_pixels
from ocr.barcode import read_cards
from ocr.compose import compose
from ocr.engine import trim
from ocr.extraction import Extraction, Quality
from ocr.fields import read_all_fields
from ocr.find_zone import find_page_zones, look_for_zones
from ocr.intake import PageImage, intake
from ocr.known import tell
from ocr.locate import locate
from ocr.page_reading import PageReading
from ocr.peek import look_again
from ocr.read import Known, PageText, read_page
from ocr.regions import split_page, trusted
from ocr.text import TextReader, shared_reader
from ocr.zone import hear

Progress = Callable[[str, float], None]
"""Called with the stage and the share of the whole that is done, 0 to 1."""
File = str | Path | tuple[str, bytes]

SHARES = {
    "intake": 0.05,
    "locate": 0.08,
    "assess": 0.12,
    "mrz": 0.20,
    "read": 0.85,
    "fields": 0.95,
    "reconcile": 1.0,
}
"""How far the whole has come when a stage ends, by the time that stages take."""


def _ignore(stage: str, done: float) -> None:
    del stage, done


@dataclass
class _Run:
    """Times the stages and reports them."""

    report: Progress
    timings: dict[str, float] = field(default_factory=dict)
    done: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[Callable[[float], None]]:
        """Runs one stage; yields a function that reports the stage's own share."""
        began, before = time.perf_counter(), self.done

        def advance(share: float) -> None:
            self.report(name, before + (SHARES[name] - before) * share)

        advance(0.0)
        yield advance
        self.done = SHARES[name]
        self.report(name, self.done)
        self.timings[name] = round(time.perf_counter() - began, 4)


def load_files(files: Sequence[File]) -> list[tuple[str, bytes]]:
    """Names and bytes; paths are read, pairs are taken as they are."""
    return [item if isinstance(item, tuple) else (Path(item).name, Path(item).read_bytes()) for item in files]


def read_pages(
    pages: Sequence[PageImage],
    known: Sequence[Known],
    reader: TextReader,
    advance: Callable[[float], None],
) -> list[PageText]:
    """The text of every page, in order."""
    texts = []
    for number, (page, told) in enumerate(zip(pages, known, strict=True)):
        texts.append(read_page(page.pixels, reader, told))
        trim()
        advance((number + 1) / len(pages))
    return texts


def _read_upload(
    loaded: Sequence[tuple[str, bytes]],
    pages: Sequence[PageImage] | None,
    reader: TextReader,
    today: datetime.date,
    run: _Run,
) -> list[PageReading]:
    with run.stage("intake"):
        pages = intake(loaded) if pages is None else pages
    with run.stage("locate"):
        places = [locate(page) for page in pages]
    with run.stage("assess"):
        qualities: list[Quality] = [
            assess_pixels(page, trusted(found)) for page, found in zip(pages, places, strict=True)
        ]
    with run.stage("mrz"):
        shown = [look_for_zones(page, today=today) for page in pages]
    with run.stage("read") as advance:
        known = [
            tell(zones, found, (page.width, page.height))
            for page, zones, found in zip(pages, shown, places, strict=True)
        ]
        texts = read_pages(pages, known, reader, advance)
    with run.stage("fields"):
        zones = [
            find_page_zones(page, text, today=today, seen=seen)
            for page, text, seen in zip(pages, texts, shown, strict=True)
        ]
        cards = [
            read_cards(page.pixels, page.index, [line.polygon for line in text.lines])
            for page, text in zip(pages, texts, strict=True)
        ]
        parts = [
            (page, quality, part)
            for page, quality, found, text, seen, coded in zip(
                pages, qualities, places, texts, zones, cards, strict=True
            )
            for part in split_page(found, text, seen, coded)
        ]
        zones_say = [hear(part.zone) for _, _, part in parts]
        fields = read_all_fields([part.text for _, _, part in parts], today.year, zones_say)
        return [
            PageReading(
                page,
                quality,
                part.text,
                part.zone,
                look_again(page.pixels, own, reader),
                part.place,
                part.cards,
            )
            for (page, quality, part), own in zip(parts, fields, strict=True)
        ]


def read_upload(files: Sequence[File], *, reader: TextReader, today: datetime.date) -> list[PageReading]:
    """All that the stages say of the pages of one upload, before it is reconciled."""
    return _read_upload(load_files(files), None, reader, today, _Run(_ignore))


def extract(
    files: Sequence[File],
    *,
    pages: Sequence[PageImage] | None = None,
    reader: TextReader | None = None,
    progress: Progress | None = None,
    today: datetime.date | None = None,
) -> Extraction:
    """Everything that the files of one upload say about a person and their documents.

    `files` are paths or `(name, bytes)`, at most four pages together; `pages` are theirs where the caller has
    decoded them already, and they are read as they come; `reader` defaults to the process's own
    PaddleOCR; `today` decides on expiry and centuries. Raises a `CodedError` for unfit files.
    """
    run, reader = _Run(progress or _ignore), reader or shared_reader()
    today = today or datetime.datetime.now(datetime.UTC).date()
    loaded = load_files(files)
    readings = _read_upload(loaded, pages, reader, today, run)
    with run.stage("reconcile"):
        extraction = compose(readings, today)
    return extraction.model_copy(update={"files": [name for name, _ in loaded], "timings": run.timings})
