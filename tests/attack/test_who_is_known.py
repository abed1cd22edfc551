"""An oracle on who is registered: somebody without the person's document sends data and reads off the answer,
its length, the mails, the messages or the work done whether the registry knows the person.

Where no document vouches for the data, everything that the requester can see is the same for a person whom
the registry knows and for one whom it does not.
"""

import json
import re
from collections import Counter
from datetime import date
from itertools import zip_longest

import psycopg
import pytest
from sqlalchemy import select

from matching.person import Name, Person
from service.db import transaction
from service.languages import LANGUAGES, show_date
from service.mail.message import compose
from service.mail.models import OutgoingMail
from service.webhooks.delivery import describe
from service.webhooks.models import WebhookDelivery
from service.webhooks.service import create_webhook
from tests.attack.conftest import code_of

VOLATILE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)"
)
HOLDER = Person(
    names=[Name(family_name="Tuilagi Faleolo", given_names="Manusina")],
    birth_date="1984-11-23",
    place_of_birth="Apia",
    gender=2,
    nationality="WSM",
)
"""Whose genuine document the requester does have."""


@pytest.fixture
def statements(monkeypatch):
    """Counts what is asked of the database, whoever asks."""
    counted = Counter()
    original = psycopg.Cursor.execute

    def execute(self, query, *rest, **more):
        counted["all"] += 1
        return original(self, query, *rest, **more)

    monkeypatch.setattr(psycopg.Cursor, "execute", execute)
    return counted


@pytest.fixture
def unknown(known) -> Person:
    """Somebody whom the registry does not know, with names as long as the known person's."""

    def turned(text: str) -> str:
        return "".join(
            "Zqx"[number % 3] if letter.isalpha() else letter for number, letter in enumerate(text)
        )

    name = known.names[0]
    return known.model_copy(
        update={
            "ssin": None,
            "names": [Name(family_name=turned(name.family_name), given_names=turned(name.given_names))],
            "place_of_birth": turned(known.place_of_birth),
            "birth_date": "1931-02-27",
        }
    )


def typed(caller, drafted, employer, person: Person):
    """Another's scan, the person typed over what was read; returns the request's path and its ETag."""
    request_id = drafted(employer, HOLDER)
    path = f"/v1/requests/{request_id}"
    read = caller.get(path)
    body = {name: read.json()[name] for name in ("document", "residenceAddress", "contactAddress")}
    body["person"] = {
        "familyName": person.names[0].family_name,
        "givenNames": person.names[0].given_names,
        "birthDate": person.birth_date,
        "placeOfBirth": person.place_of_birth,
        "gender": person.gender,
        "nationality": person.nationality,
    }
    put = caller.put(path, json=body, headers={"If-Match": read.headers["etag"]})
    assert put.status_code == 200, put.text
    return path, put.headers["etag"]


def without(text: str, person: Person) -> str:
    """The text with ids, times and what was entered taken out."""
    name = person.names[0]
    entered = (name.family_name, name.given_names, person.place_of_birth, person.birth_date)
    for value in (*entered, person.nationality or "", str(person.gender)):
        for written in (json.dumps(value)[1:-1], value):
            text = text.replace(written, "·") if len(value) > 2 else text
    year, month, day = person.birth_date.split("-")
    spelled = [show_date(language, date.fromisoformat(person.birth_date)) for language in LANGUAGES]
    for written in (f"{day}/{month}/{year}", *spelled):
        text = text.replace(written, "·")
    text = re.sub(r'(name="csrfToken" value=)"\w+"', r"\1·", VOLATILE.sub("·", text))
    text = re.sub(r"\b\d\d?:\d\d\b", "·", text)  # the minute may turn between two looks
    return re.sub(r'"gender": ?\d', '"gender":·', text)


@pytest.fixture
def everything_seen(calling, browser_of, drafted, employer, administrator, working, services, settings):
    """All that a company can see of a request with the person's data beside another's scan."""

    def look(person: Person) -> dict[str, object]:
        caller, browser = calling(employer), browser_of(employer)
        path, etag = typed(caller, drafted, employer, person)
        seen = {}
        sent = caller.post(path + "/submit", headers={"If-Match": etag})
        seen["answer"] = (sent.status_code, without(sent.text, person))
        seen["headers"] = {*sent.headers} - {"date"}
        for part in ("", "/events", "/checks", "/documents"):
            seen["api" + part] = without(caller.get(path + part).text, person)
        for part in ("", "/check", "/address", "/report"):
            answer = browser.get(path.removeprefix("/v1") + part)
            seen["page" + part] = (answer.status_code, without(answer.text, person))
        request_id = path.rsplit("/", 1)[1]
        with transaction(services.engine) as session:
            query = select(OutgoingMail).order_by(OutgoingMail.created_at)
            mails = [mail for mail in session.scalars(query) if str(mail.request_id) == request_id]
            seen["mails"] = [
                without(str(compose(mail, settings)["Subject"]), person) + mail.template for mail in mails
            ]
            told = session.scalars(select(WebhookDelivery).order_by(WebhookDelivery.sequence))
            messages = [message for message in told if str(message.request_id) == request_id]
            seen["messages"] = [without(describe(one, "https://x").decode(), person) for one in messages]
        return seen

    with working(administrator) as work:
        create_webhook(work, "https://93.184.215.14/hook")
    return look


def _lines(shown: object) -> list[str]:
    return str(shown).replace("\\n", "\n").splitlines()


def test_what_a_requester_sees_is_the_same_whether_the_registry_knows_the_person(
    everything_seen, known, unknown
):
    of_known, of_unknown = everything_seen(known), everything_seen(unknown)
    assert of_known["answer"][0] == 200
    assert "underReview" in of_known["answer"][1]
    assert of_known["mails"]
    assert of_known["messages"]
    for part, shown in of_known.items():
        lines, others = _lines(shown), _lines(of_unknown[part])
        assert [pair for pair in zip_longest(lines, others) if pair[0] != pair[1]] == [], part
    assert known.ssin not in json.dumps(of_known, default=str)


def test_the_work_is_the_same_as_far_as_the_requester_can_see(
    calling, drafted, employer, known, unknown, statements
):
    """Statements to the database while the call is answered: no time that could be measured from outside."""
    caller, counts = calling(employer), []
    for person in (unknown, known, unknown, known):
        path, etag = typed(caller, drafted, employer, person)
        statements.clear()
        assert caller.post(path + "/submit", headers={"If-Match": etag}).status_code == 200
        counts.append(statements["all"])
    assert counts[2] == counts[3], counts  # the first two also learn what a process learns once


def test_the_form_tells_nothing_before_it_is_sent(calling, drafted, employer, known, unknown, statements):
    """Checks and warnings look at the company's own requests alone."""
    caller, answers = calling(employer), []
    for person in (known, unknown):
        path, _ = typed(caller, drafted, employer, person)
        statements.clear()
        answer = caller.get(path + "/checks")
        answers.append((without(answer.text, person), statements["all"]))
    assert answers[0] == answers[1]


def test_nobody_learns_who_has_an_account(browser_of, administrator, services, working):
    """Inviting a stranger's address and one that is nobody's looks the same."""
    browser = browser_of(administrator)
    seen = []
    for email in ("chloe@lambert.invalid", "nobody@lambert.invalid"):
        answer = browser.post("/organisation/users/invite", {"email": email, "role": "employer"})
        page = browser.get("/organisation/users").text
        seen.append((answer.status_code, answer.headers.get("location"), email in page))
    assert seen[0] == seen[1]
    assert seen[0][2]


def test_reporting_tells_nothing_of_numbers_that_are_anothers(calling, drafted, employer, newcomer):
    """A request without a number has nothing to report, whoever it is about."""
    caller = calling(employer)
    answers = []
    for person in (newcomer, HOLDER):
        request_id = drafted(employer, person)
        answer = caller.post(f"/v1/requests/{request_id}/reportNumber", json={"reason": "otherPerson"})
        answers.append((answer.status_code, code_of(answer)))
    assert answers[0] == answers[1]
