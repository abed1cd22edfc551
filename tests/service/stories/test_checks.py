"""What keeps a draft from being sent: each finding by name, and its words on the page."""

import pytest

from service.requests import service as requests
from service.requests.checks import MAX_TEXT
from service.requests.errors import RequestIncomplete
from service.requests.schemas import AddressesEntered
from service.web.forms import FINDINGS

LONG = "x" * (MAX_TEXT + 1)
PERSON = {
    "person.familyName": {"family_name": None, "given_names": None},
    "person.birthDate": {"birth_date": None},
    "person.givenNames": {"given_names": LONG},
    "person.placeOfBirth": {"place_of_birth": LONG},
}
CONTACT = {
    "contactAddress.country": {"country": "FRA"},
    "contactAddress.postCode": {"post_code": "0123"},
    "contactAddress.streetName": {"street_name": None},
    "contactAddress.houseNumber": {"house_number": None},
    "contactAddress.municipalityName": {"municipality_name": None},
}
RESIDENCE = {
    "residenceAddress.country": {"country": None},
    "residenceAddress.municipalityName": {"municipality_name": None},
}


@pytest.fixture
def spoil(drafted, working, employer, newcomer, addresses):
    """Drafts a request and spoils one thing in it; returns its id."""

    def make(name):
        request_id = drafted(employer, newcomer)
        with working(employer) as work:
            view = requests.request_view(work, request_id)
            if name in PERSON:
                person = view.person.model_copy(update=PERSON[name])
                requests.save_person(work, request_id, person, view.document)
            elif name == "document.expiryDate":
                expired = view.document.model_copy(update={"expiry_date": "2020-01-01"})
                requests.save_person(work, request_id, view.person, expired)
            elif name == "email":
                requests.save_email(work, request_id, "nobody")
            else:
                requests.save_addresses(work, request_id, spoilt(addresses, name))
        return request_id

    return make


def spoilt(addresses: AddressesEntered, name: str) -> AddressesEntered:
    residence, contact = addresses.residence_address, addresses.contact_address
    return AddressesEntered(
        residence_address=residence.model_copy(update=RESIDENCE.get(name, {})),
        contact_address=None
        if name == "contactAddress"
        else contact.model_copy(update=CONTACT.get(name, {})),
    )


@pytest.mark.parametrize(
    "name", [*PERSON, *CONTACT, *RESIDENCE, "contactAddress", "document.expiryDate", "email"]
)
def test_one_thing_wrong_is_named_and_nothing_is_sent(spoil, working, employer, client, sign_in, name):
    request_id = spoil(name)
    with pytest.raises(RequestIncomplete) as refused, working(employer) as work:
        requests.submit_request(work, request_id)
    assert [finding.name for finding in refused.value.findings] == [name]
    form = sign_in(employer) | {"email": "nobody" if name == "email" else employer.email}
    answer = client.post(f"/requests/{request_id}/check", data=form)
    assert answer.status_code == 400
    assert FINDINGS[name] in answer.text
    with working(employer) as work:
        assert requests.request_view(work, request_id).state == "draft"


@pytest.mark.parametrize("date", ["1999-13-01", "1999-02-30", "2999-01-01", "12 May 1999", "1999"])
def test_a_birth_date_is_a_date_in_the_past(drafted, working, employer, newcomer, date):
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        view = requests.request_view(work, request_id)
        person = view.person.model_copy(update={"birth_date": date})
        requests.save_person(work, request_id, person, view.document)
        assert "person.birthDate" in {issue.name for issue in requests.check_request(work, request_id)}


@pytest.mark.parametrize("date", ["1991-03-00", "1991-00-00"])
def test_an_incomplete_birth_date_can_be_sent(drafted, working, employer, newcomer, date):
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        view = requests.request_view(work, request_id)
        person = view.person.model_copy(update={"birth_date": date})
        requests.save_person(work, request_id, person, view.document)
        assert requests.submit_request(work, request_id).state == "underReview"
