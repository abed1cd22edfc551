"""The worker's rights: the notice, a copy of everything, and no refusal by a machine."""

import base64
import json

import pytest
from sqlalchemy import select

from ocr.extraction import Warning
from service.audit.models import AuditEntry
from service.db import transaction
from service.erasure.service import erase_request
from service.errors import ResourceNotFound
from service.requests.errors import TransitionRefused
from service.requests.handout import export_request
from service.requests.models import RequestEvent, RequestRecord
from service.requests.transitions import change_state
from tests.service.privacy.person import FILE, NOTE, NUMBER, PERSON, picture, walk


@pytest.mark.parametrize(
    ("language", "title", "right"),
    [
        ("nl", "Uw gegevens: mededeling aan werknemers", "kopie"),
        ("fr", "Vos données : note aux travailleurs", "copie"),
        ("de", "Ihre Daten: Mitteilung an Arbeitnehmer", "Kopie"),
        ("en", "Your data: notice to workers", "copy"),
    ],
)
def test_the_notice_is_there_for_everybody_in_each_language(client, settings, language, title, right):
    page = client.get("/privacy", headers={"Accept-Language": language})
    assert page.status_code == 200
    for shown in (title, right, str(settings.retain_scan_days), str(settings.retain_request_days)):
        assert shown in page.text
    assert 'href="/privacy"' in client.get("/sign-in").text


def test_the_export_holds_everything_that_was_given_and_read(services, working, employer, reviewer, read_as):
    request_id, upload_id = walk(services, working, employer, reviewer, read_as)
    found = export_request(services, request_id)
    assert found["request"]["person"]["familyName"] == PERSON.names[0].family_name
    assert found["request"]["document"]["number"] == NUMBER
    assert found["officeNote"] == NOTE
    assert [event["toState"] for event in found["request"]["events"]][-1] == "refused"
    assert {mail["about"] for mail in found["mails"]} >= {"moreInformationNeeded", "refused"}
    (upload,) = found["uploads"]
    assert upload["id"] == str(upload_id)
    (file,) = upload["files"]
    assert (file["name"], base64.b64decode(file["content"])) == (FILE, picture())
    assert PERSON.birth_date in json.dumps(upload["reading"])
    assert "dirk" not in json.dumps(found).lower()  # nobody of the office is named
    with transaction(services.engine) as session:
        query = select(AuditEntry.purpose).where(AuditEntry.action == "export")
        assert session.scalars(query).all() == ["dataSubject"]
    erase_request(services, request_id, "dataSubject")
    with pytest.raises(ResourceNotFound):
        export_request(services, request_id)


def test_no_machine_refuses(services, working, employer, reviewer, sent, newcomer, read_as):
    request = sent(employer, newcomer, warnings=[Warning(code="specimen", detail="")])
    with transaction(services.engine) as session:
        row = session.get_one(RequestRecord, request.id)
        with pytest.raises(TransitionRefused):
            change_state(session, row, "refused", None, "documentNotGenuine")
    refused_id, _ = walk(services, working, employer, reviewer, read_as)
    with transaction(services.engine) as session:
        refusals = session.scalars(select(RequestEvent).where(RequestEvent.to_state == "refused")).all()
        assert [(event.request_id, event.account_id) for event in refusals] == [
            (refused_id, reviewer.account_id)
        ]


@pytest.mark.parametrize(
    "reading",
    [
        {"status": "conflict"},
        {"expiry": "2001-01-01"},
        {
            "warnings": [
                Warning(code=code, detail="") for code in ("manipulated", "severalPersons", "mrzInvalid")
            ]
        },
    ],
)
def test_the_worst_scan_goes_to_a_person_and_is_not_refused(
    sent, employer, newcomer, drafted, working, reading
):
    """What cannot be sent at all is told to the requester; what is sent is answered or looked at."""
    from service.requests import service as requests
    from service.requests.errors import RequestIncomplete

    request_id = drafted(employer, newcomer, **reading)
    with working(employer) as work:
        try:
            state = requests.submit_request(work, request_id).state
        except RequestIncomplete:
            return
    assert state in {"underReview", "numberAssigned"}
    if "warnings" in reading:
        assert state == "underReview"
