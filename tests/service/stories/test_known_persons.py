"""Whoever is known already: what the request leaves open is completed, and the company sees none of it."""

import pytest

from matching.person import Address, IdentityDocument, Name
from service.db import transaction
from service.registry.models import RegistryPerson
from service.requests import service as requests
from service.requests.models import RequestRecord
from service.reviews import service as reviews

SECRETS = {
    "former name": "Wiśniewska-Zażółć",
    "birthplace": "Zakopane Górne",
    "document": "XQ7788991",
    "street": "ulica Tajemnicza",
    "town": "Ustrzyki Dolne",
}
"""What stands in the registry alone."""


@pytest.fixture
def resident(services, known):
    """A known person of whom the registry knows more than any document shows."""
    person = known.model_copy(
        update={
            "names": [*known.names, Name(family_name=SECRETS["former name"], given_names="X", kind="former")],
            "place_of_birth": SECRETS["birthplace"],
            "documents": [IdentityDocument(kind="identityCard", number=SECRETS["document"], issuer="POL")],
            "residence_address": Address(
                country="POL", street_name=SECRETS["street"], municipality_name=SECRETS["town"]
            ),
        }
    )
    with transaction(services.engine) as session:
        row = session.get_one(RegistryPerson, known.ssin)
        row.data = person.model_dump(mode="json", by_alias=True, exclude_none=True)
    return person


@pytest.fixture
def bare(resident):
    """The same person as a document with names and a birth date alone shows them."""
    return resident.model_copy(
        update={"place_of_birth": None, "gender": None, "nationality": None, "names": resident.names[:1]}
    )


def test_what_is_missing_is_completed_inside_the_decision(sent, employer, bare, resident, services):
    view = sent(employer, bare)
    assert (view.state, view.ssin, view.instant) == ("numberAssigned", resident.ssin, True)
    with transaction(services.engine) as session:
        completed = session.get_one(RequestRecord, view.id).completed
    assert {"placeOfBirth", "gender"} <= {*completed}
    assert "familyName" not in completed


def test_what_was_entered_is_not_completed(sent, employer, resident, services):
    view = sent(employer, resident.model_copy(update={"names": resident.names[:1]}))
    with transaction(services.engine) as session:
        assert "placeOfBirth" not in session.get_one(RequestRecord, view.id).completed


def test_the_company_is_shown_nothing_of_it_anywhere(
    sent, employer, bare, client, sign_in, working, services, settings
):
    from service.mail.service import send_due

    view = sent(employer, bare)
    sign_in(employer)
    send_due(services.engine, settings)
    with working(employer) as work:
        shown = [
            requests.request_view(work, view.id).model_dump_json(),
            requests.history(work).model_dump_json(),
            str(requests.check_request(work, view.id)),
        ]
    for path in ("", "/person", "/address", "/check", "/answer", "/report"):
        shown.append(client.get(f"/requests/{view.id}{path}", follow_redirects=True).text)
    shown.append(client.get("/requests").text)
    shown += [path.read_text() for path in settings.mail_dir.iterdir()]
    assert view.ssin in shown[0]
    for page in shown:
        for what, value in SECRETS.items():
            assert value not in page, what
    assert requests_person(shown[0]) == {"familyName", "givenNames", "birthDate"}


def requests_person(view: str) -> set[str]:
    import json

    person = json.loads(view)["person"]
    return {
        "".join(part.title() if n else part for n, part in enumerate(name.split("_")))
        for name, value in person.items()
        if value is not None
    }


def test_the_reviewer_sees_what_a_candidate_would_complete(
    case, bare, resident, working, reviewer, client, sign_in, state_of, services
):
    request_id = case(bare)
    with working(reviewer) as work:
        [candidate] = reviews.review_case(work, request_id).candidates
    assert {"placeOfBirth", "gender"} <= {*candidate.completed}
    assert candidate.person == resident
    sign_in(reviewer)
    assert "Completed from the registry:" in client.get(f"/reviews/{request_id}").text
    with working(reviewer) as work:
        reviews.assign_existing(work, request_id, resident.ssin, "")
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, request_id).completed == candidate.completed
    assert state_of(request_id).person.place_of_birth is None


def test_a_new_person_is_completed_by_nobody(sent, employer, newcomer, services):
    view = sent(employer, newcomer)
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, view.id).completed == []
