"""Reading an upload in the worker."""

from dataclasses import replace
from uuid import UUID

from ocr.intake import PageImage, intake
from service.context import Services
from service.db import transaction
from service.extractions.models import ExtractionRecord
from service.extractions.pictures import draw_crops, draw_page, turn
from service.extractions.service import CROP, PAGE, RESULT
from service.jobs.claims import ClaimedJob, JobLost
from service.jobs.run import Report
from service.jobs.service import finish
from service.operations.workers import count_stages


def run_extraction(services: Services, job: ClaimedJob, report: Report) -> None:
    """Reads the upload, stores result, pages and crops, and ends the job in one transaction.

    Object names are fixed by the upload, so a second run overwrites the same objects.
    """
    from ocr.extract import extract  # noqa: PLC0415 - loads the models, in the worker only

    vault, owner = services.vault, job.subject_id
    report("intake", 0.0)
    files, pages = open_pages(services, owner)
    extraction = extract(files, pages=pages, progress=report)
    for page in pages:
        vault.put(owner, PAGE.format(index=page.index), draw_page(page, extraction))
    crops = draw_crops(pages, extraction)
    for field, picture in crops.items():
        vault.put(owner, CROP.format(field=field), picture)
    vault.put(owner, RESULT, extraction.to_json().encode())
    with transaction(services.engine) as session:
        row = session.get_one(ExtractionRecord, owner)
        row.page_count, row.crops = len(pages), sorted(crops)
        if not finish(session, job):
            raise JobLost
    count_stages(services.engine, extraction.timings)


def open_pages(services: Services, owner: UUID) -> tuple[list[tuple[str, bytes]], list[PageImage]]:
    """The files of an upload, and its pages in the order that the person gave them, each file decoded once.

    A page that was removed stays away, though its file holds it; one that was turned is read as turned.
    The first look decoded the same bytes in another process: a copy of its pixels without loss would take
    longer to write than decoding takes.
    """
    with transaction(services.engine) as session:
        rows = [*session.get_one(ExtractionRecord, owner).pages]
    names = {row.stored_as: row.name for row in rows}
    files = {kind: (name, services.vault.get(owner, kind)) for kind, name in names.items()}
    opened = {kind: intake([file]) for kind, file in files.items()}
    pages = [
        replace(page, pixels=turn(page.pixels, row.turn))
        for row in rows
        for page in opened[row.stored_as]
        if row.page_in_file in {None, page.index}
    ]
    return [*files.values()], [replace(page, index=number) for number, page in enumerate(pages)]
