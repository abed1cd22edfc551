"""A person whom no other test knows, the forms in which their data might stand, and their whole way."""

import base64
import io
import json
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from matching.person import Address, Person
from ocr.extraction import Warning
from service.db import now, transaction
from service.extractions.models import ExtractionRecord
from service.extractions.service import CROP, PAGE, RESULT, create_extraction
from service.extractions.uploads import UploadedFile
from service.jobs.models import Job
from service.mail.service import send_due
from service.requests import service as requests
from service.requests.schemas import AddressesEntered
from service.requests.search import Criteria, begin_search
from service.reviews import service as reviews

PERSON = Person.model_validate(
    {
        "names": [{"familyName": "Vrzhlkömova", "givenNames": "Thaïlqua Ozzyrrin"}],
        "birthDate": "1983-11-29",
        "placeOfBirth": "Qarshvökbad",
        "gender": 2,
        "nationality": "BOL",
    }
)
NUMBER, FILE = "QX7735519", "vrzhlkömova paspoort.jpg"
NOTE = "Mevrouw Vrzhlkömova belde over Qarshvökbad."
ADDRESSES = AddressesEntered(
    residence_address=Address(country="BOL", municipality_name="Wyxhaltown", street_name="Jyrrwqplein"),
    contact_address=Address(
        country="BEL", post_code="9000", municipality_name="Gent", street_name="Zwqxstraat", house_number="1"
    ),
)
VALUES = (
    "Vrzhlkömova",
    "Vrzhlkomova",
    "Thaïlqua",
    "Ozzyrrin",
    "1983-11-29",
    "Qarshvökbad",
    NUMBER,
    "paspoort",
    "Wyxhaltown",
    "Jyrrwqplein",
    "Zwqxstraat",
)


def forms_of(value: str) -> dict[str, bytes]:
    """The bytes in which a value might stand, by the name of the form."""
    forms = {}
    for case, text in (("", value), ("upper ", value.upper()), ("lower ", value.lower())):
        plain = text.encode()
        forms[f"{case}utf-8"] = plain
        forms[f"{case}utf-16-le"], forms[f"{case}utf-16-be"] = (
            text.encode("utf-16-le"),
            text.encode("utf-16-be"),
        )
        forms[f"{case}json"] = json.dumps(text)[1:-1].encode()
        forms[f"{case}url"] = quote(text).encode()
        forms[f"{case}hex"] = plain.hex().encode()
        for shift in range(3):  # whatever stands before it, these are the letters that depend on it alone
            whole = base64.b64encode(b"\0" * shift + plain)
            inner = whole[-(-shift * 4 // 3) + (shift > 0) : (shift + len(plain)) * 4 // 3]
            if len(inner) >= 8:
                forms[f"{case}base64+{shift}"] = inner
    return forms


NEEDLES = {(value, form): needle for value in VALUES for form, needle in forms_of(value).items()}


def found_in(content: bytes) -> list[tuple[str, str]]:
    """Which values stand in the content, and in which form."""
    return [place for place, needle in NEEDLES.items() if needle in content]


def found_below(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The same for every file of a folder, by its path; paths count, too."""
    found = {}
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        hits = found_in(str(path.relative_to(folder)).encode()) + found_in(content)
        if hits:
            found[str(path)] = hits
    return found


def picture() -> bytes:
    """A page with something on it."""
    stream = io.BytesIO()
    image = Image.linear_gradient("L").resize((900, 600)).convert("RGB")
    image.save(stream, "JPEG", comment=NUMBER.encode())
    return stream.getvalue()


def upload(services, working, actor, extraction):
    """Uploads a file that names the person, and reads it as the worker would."""
    with working(actor) as work:
        upload_id = create_extraction(work, [UploadedFile(FILE, picture())])
    vault = services.vault
    vault.put(upload_id, RESULT, extraction.to_json().encode())
    vault.put(upload_id, PAGE.format(index=0), picture())
    vault.put(upload_id, CROP.format(field="familyName"), picture())
    with transaction(services.engine) as session:
        row = session.get_one(ExtractionRecord, upload_id)
        row.page_count, row.crops = 1, ["familyName"]
        job = session.get_one(Job, row.job_id)
        job.state, job.finished_at = "done", now()
    return upload_id


def walk(services, working, employer, reviewer, read_as):
    """The whole way to a refusal: upload, form, review, question, answer, mail. Returns the request's id."""
    extraction = read_as(PERSON, number=NUMBER, warnings=[Warning(code="specimen", detail="")])
    upload_id = upload(services, working, employer, extraction)
    with working(employer) as work:
        draft = requests.create_draft(work, upload_id)
        requests.save_addresses(work, draft.id, ADDRESSES)
        requests.submit_request(work, draft.id)
        begin_search(work, Criteria(family_name="Vrzhlkömova"))
    with working(reviewer) as work:
        reviews.review_case(work, draft.id)
        reviews.ask_for_information(work, draft.id, ["confirmGender"], NOTE)
    with working(employer) as work:
        seen = requests.request_view(work, draft.id)
        answered = AddressesEntered(
            residence_address=seen.residence_address, contact_address=seen.contact_address
        )
        requests.answer_items(work, draft.id, seen.person, seen.document, answered, None)
    with working(reviewer) as work:
        reviews.refuse(work, draft.id, "identityNotEstablished", NOTE)
    send_due(services.engine, services.settings)
    return draft.id, upload_id
