"""A borrowed scan: somebody types another person's data beside a genuine document, their own or a found one,
to be given that person's number; or brings a picture of a picture. What no document vouches for goes to a
reviewer, and nothing of the person is shown meanwhile."""

import pytest
from sqlalchemy import select

from matching.person import Name, Person
from ocr.extraction import Warning
from service.db import transaction
from service.mail.models import OutgoingMail
from service.requests import service as requests
from service.requests.models import RequestRecord

HOLDER = Person(
    names=[Name(family_name="Tuilagi Faleolo", given_names="Manusina")],
    birth_date="1984-11-23",
    place_of_birth="Apia",
    gender=2,
    nationality="WSM",
)


@pytest.fixture
def send_typed(drafted, working, employer):
    """Sends a request with the holder's scan and these entries instead of what was read."""

    def send(person: Person, fields: dict[str, object], **reading):
        request_id = drafted(employer, person, **reading)
        with working(employer) as work:
            view = requests.request_view(work, request_id)
            entered = view.person.model_copy(update=fields)
            requests.save_person(work, request_id, entered, view.document)
        with working(employer) as work:
            return requests.submit_request(work, request_id)

    return send


def whole(person: Person) -> dict[str, object]:
    return {
        "family_name": person.names[0].family_name,
        "given_names": person.names[0].given_names,
        "birth_date": person.birth_date,
        "place_of_birth": person.place_of_birth,
        "gender": person.gender,
        "nationality": person.nationality,
    }


def given(services, view, known) -> None:
    """Nothing was given, told or shown."""
    assert (view.state, view.ssin, view.instant) == ("underReview", None, False)
    assert known.ssin not in view.model_dump_json()
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, view.id).ssin is None
        for mail in session.scalars(select(OutgoingMail)):
            assert known.ssin not in str(mail.parameters)


def test_anothers_data_beside_ones_own_scan_give_no_number(send_typed, services, known):
    given(services, send_typed(HOLDER, whole(known)), known)


@pytest.mark.parametrize("field", ["family_name", "given_names", "birth_date"])
def test_one_typed_field_of_the_identity_is_enough_for_a_reviewer(field, send_typed, services, known):
    """Two sisters, a father and a son: the document is nearly the known person's."""
    other = {"family_name": "Zqxzqx", "given_names": "Zqxzqx", "birth_date": "1931-02-27"}
    name = (
        known.names[0].model_copy(update={field: other[field]}) if field != "birth_date" else known.names[0]
    )
    near = known.model_copy(
        update={"names": [name], **({"birth_date": other[field]} if field == "birth_date" else {})}
    )
    given(services, send_typed(near, {field: whole(known)[field]}), known)


def test_typing_what_was_read_again_does_not_vouch_for_it(send_typed, services, known):
    """Read from one source only, unsure, then typed to look sure."""
    given(services, send_typed(known, whole(known), status="read"), known)


@pytest.mark.parametrize("code", ["specimen", "copy", "recapture"])
def test_a_specimen_a_copy_or_a_screen_gives_no_number(code, send_typed, services, known):
    view = send_typed(known, {}, warnings=[Warning(code=code, detail="")])
    given(services, view, known)


def test_an_expired_document_vouches_for_nobody(drafted, working, employer, services, known):
    """The form names it; where somebody types another expiry date, a reviewer looks."""
    request_id = drafted(employer, known, expiry="2020-01-01")
    with working(employer) as work:
        view = requests.request_view(work, request_id)
        later = view.document.model_copy(update={"expiry_date": "2036-01-01"})
        requests.save_person(work, request_id, view.person, later)
    with working(employer) as work:
        given(services, requests.submit_request(work, request_id), known)


def test_the_genuine_document_does_give_the_number(sent, employer, known):
    """Or everything above would hold of a machine that answers nobody."""
    view = sent(employer, known)
    assert (view.state, view.ssin) == ("numberAssigned", known.ssin)
