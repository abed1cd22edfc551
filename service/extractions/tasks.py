"""Reading an upload in the worker."""

from service.context import Services
from service.db import transaction
from service.extractions.models import ExtractionRecord
from service.extractions.pictures import draw_crops, draw_page
from service.extractions.service import CROP, PAGE, RESULT, UPLOAD
from service.jobs.run import Report
from service.jobs.service import ClaimedJob, finish


class JobLost(Exception):
    """Another worker took the job over; what this one did is not recorded."""


def run_extraction(services: Services, job: ClaimedJob, report: Report) -> None:
    """Reads the upload, stores result, pages and crops, and ends the job in one transaction.

    Object names are fixed by the upload, so a second run overwrites the same objects.
    """
    from ocr.extract import extract  # noqa: PLC0415 - loads the models, in the worker only
    from ocr.intake import intake  # noqa: PLC0415

    vault, owner = services.vault, job.subject_id
    with transaction(services.engine) as session:
        names = session.get_one(ExtractionRecord, owner).files
    files = [(name, vault.get(owner, UPLOAD.format(index=index))) for index, name in enumerate(names)]
    extraction = extract(files, progress=report)
    pages = intake(files)
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
