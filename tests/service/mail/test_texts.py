"""What mails say: each defect and its remedy, the date as the language writes it, and nothing personal."""

import re
from datetime import UTC, datetime
from typing import get_args

import pytest

from service.db import transaction
from service.languages import LANGUAGES
from service.mail.codes import DEFECTS, REFUSALS, REMEDIES
from service.mail.service import queue_mail, send_due
from service.mail.texts import BODIES, SUBJECTS
from service.requests.schemas import ItemCode, NumberNews, RefusalCode
from tests.service.mail.servers import (
    DEADLINE,
    WRITTEN,
    parts,
    read_folder,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["moreInformationNeeded", "reminder"])
def test_a_question_lists_each_defect_its_remedy_and_the_date_in_the_requesters_language(
    queue, services, settings, request_id, language, template
):
    queue(template, language, items=["betterScan", "confirmBirthDate"], deadline=DEADLINE)
    send_due(services.engine, settings)
    [mail] = read_folder(settings)
    text, page = parts(mail)
    for item in ("betterScan", "confirmBirthDate"):
        assert f"- {DEFECTS[item][language]}\n  {REMEDIES[item][language]}" in text
    for shown in (text, page):
        assert WRITTEN[language] in shown
        assert str(request_id) in shown
    assert page.count("<li>") == 2


def test_the_page_says_the_same_as_the_text_and_loads_nothing(queue, services, settings):
    for template in SUBJECTS:
        queue(template, "fr", items=["betterScan"], deadline=DEADLINE, reason="documentNotGenuine")
    while send_due(services.engine, settings):
        pass
    mails = read_folder(settings)
    assert len(mails) == len(SUBJECTS)
    for mail in mails:
        text, page = parts(mail)
        assert not re.search(r"<(img|script|link|iframe|object)\b|url\(|@import|src=", page)
        bare = re.sub(r"<[^>]+>", " ", page.split("<body>")[1]).replace("&#x27;", "'")
        assert bare.split() == text.replace("- ", "").split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", SUBJECTS)
def test_no_subject_and_no_header_says_anything_personal(
    drafted, working, employer, newcomer, services, settings, template, language
):
    """Values of the request have no way into a subject: it is the same for everybody."""
    request_id = drafted(employer, newcomer)
    told = {"items": ["betterScan"], "deadline": DEADLINE, "reason": "documentNotGenuine"}
    with transaction(services.engine) as session:
        queue_mail(session, template, employer.email, language, request_id, **told)
    send_due(services.engine, settings)
    [mail] = read_folder(settings)
    assert mail["Subject"] == SUBJECTS[template][language]
    shown = mail.as_string()
    for value in (newcomer.names[0].family_name, newcomer.birth_date, newcomer.place_of_birth, "ZZ9876543"):
        assert value not in shown


def test_mails_of_one_request_are_one_thread(queue, services, settings):
    queue("underReview")
    queue("moreInformationNeeded", items=["betterScan"], deadline=DEADLINE)
    queue("numberAssigned")
    send_due(services.engine, settings)
    by_subject = {mail["Subject"]: mail for mail in read_folder(settings)}
    first = by_subject[SUBJECTS["underReview"]["nl"]]
    assert first["In-Reply-To"] is None
    for template in ("moreInformationNeeded", "numberAssigned"):
        reply = by_subject[SUBJECTS[template]["nl"]]
        assert reply["In-Reply-To"] == reply["References"] == first["Message-ID"]


def test_answers_go_where_the_operator_says(queue, services, settings):
    queue()
    send_due(services.engine, settings.model_copy(update={"mail_reply_to": "help@office.invalid"}))
    [mail] = read_folder(settings)
    assert mail["Reply-To"] == "help@office.invalid"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_a_question_queued_by_an_earlier_version_still_leaves(queue, services, settings):
    """Its deadline is a plain day."""
    queue("moreInformationNeeded", "en", items=["otherSide"], deadline="2027-01-31")
    assert send_due(services.engine, settings) == 1
    [mail] = read_folder(settings)
    assert WRITTEN["en"] in parts(mail)[0]


def test_a_deadline_is_the_day_in_belgium(queue, services, settings):
    """Half past eleven in the evening, UTC, is the next day in Brussels."""
    late = datetime(2027, 1, 30, 23, 30, tzinfo=UTC).isoformat()
    queue("reminder", "en", items=["otherSide"], deadline=late)
    send_due(services.engine, settings)
    [mail] = read_folder(settings)
    assert WRITTEN["en"] in parts(mail)[0]


def test_every_text_exists_in_every_language():
    for texts in (SUBJECTS, BODIES, DEFECTS, REMEDIES, REFUSALS):
        assert all(set(text) == {*LANGUAGES} for text in texts.values())
    assert SUBJECTS.keys() == BODIES.keys()
    assert DEFECTS.keys() == REMEDIES.keys() == {*get_args(ItemCode)}
    assert REFUSALS.keys() == {*get_args(RefusalCode)}
    assert SUBJECTS.keys() >= {*get_args(NumberNews)}
