"""Open requests as others meet them: by their keys, and one letter away, for as long as they are open."""

import pytest
from sqlalchemy import func, select

from matching.keys import all_part_keys, part_code, search_keys
from matching.person import Name
from matching.similar import SimilarKeys
from ocr.extraction import Warning
from service.db import transaction
from service.registry.importing import import_persons
from service.requests import service as requests
from service.requests.models import PendingKey, PendingName, RequestRecord
from service.requests.pending import find_pending, replace_pending_keys, similar_names
from service.reviews import service as reviews
from tests.service.test_registry_crowd import VARIANTS, make_requests, request_for

SPECIMEN = {"status": "read", "warnings": [Warning(code="specimen", detail="")]}
FAR = "1962-11-30"
"""No typing error makes the newcomer's date of it."""


def found(services, request, but) -> list[object]:
    with transaction(services.engine) as session:
        return [row.id for row in find_pending(session, request, but)]


def misspelled(person, **changes):
    """The person with a consonant of the family name misspelled."""
    (name,) = person.names
    wrong = name.model_copy(update={"family_name": name.family_name.replace("Mamani", "Mamari")})
    assert wrong != name
    return person.model_copy(update={"names": [wrong], **changes})


@pytest.mark.parametrize("variant", VARIANTS)
def test_pending_requests_are_found_by_the_same_keys(services, variant):
    with transaction(services.engine) as session:
        mine, others = make_requests(session, 2)
        replace_pending_keys(session, others, request_for({}))
    asked = request_for(variant)
    assert found(services, asked, mine) == [others]
    assert found(services, asked, others) == []
    # Everybody born on the day is looked at, whatever the names.
    assert found(services, request_for({"family_name": "Okonkwo", "given_names": "Chidi"}), mine) == [others]
    with transaction(services.engine) as session:
        replace_pending_keys(session, others, None)
    assert found(services, asked, mine) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"family_name": "Mudler"},
        {"given_names": "Xotchirl"},
    ],
)
def test_a_wrong_date_and_a_letter_off_together_are_forgiven(services, wrong):
    with transaction(services.engine) as session:
        mine, others = make_requests(session, 2)
        replace_pending_keys(session, others, request_for({}))
    asked = request_for(wrong | {"birth_date": FAR})
    assert not search_keys(asked).find(_keys_of(services, others))  # without the names there is no way
    assert found(services, asked, mine) == [others]


def test_two_letters_off_and_another_date_are_somebody_else(services):
    with transaction(services.engine) as session:
        mine, others = make_requests(session, 2)
        replace_pending_keys(session, others, request_for({}))
    wrong = request_for({"family_name": "Mudger", "given_names": "Xotchirp", "birth_date": FAR})
    assert found(services, wrong, mine) == []


def test_the_similar_names_are_those_that_the_registry_would_have(services):
    """The index in memory is the reference."""
    names = ["Kowalski", "Kovalsky", "Nowak", "Kowalik", "Li", "van der Berg", "Müller", "Mudler"]
    with transaction(services.engine) as session:
        for name, one in zip(names, make_requests(session, len(names)), strict=True):
            replace_pending_keys(session, one, request_for({"family_name": name, "given_names": name}))
    keys = {key for name in names for key in all_part_keys(Name(family_name=name))}
    reference = SimilarKeys(keys)
    for name in ("Kowalska", "Mulder", "Norak", "Lu", "Berk"):
        asked = request_for({"family_name": name, "given_names": name})
        with transaction(services.engine) as session:
            similar = similar_names(session, asked)
        for key in all_part_keys(Name(family_name=name)):
            assert {*similar(key)} == {*reference(key)}
            assert part_code(key) not in similar(key)


def test_a_request_is_known_from_its_review_to_its_answer(
    services, sent, working, employer, stranger, reviewer, newcomer
):
    """Whichever way it ends, nothing of it is left."""
    asked = request_for({"family_name": "Quispe Mamari", "given_names": "Yareli Xóchitl", "birth_date": FAR})
    (mine,) = _other_request(services)
    for end in ("cancel", "refuse", "new"):
        view = sent(employer, newcomer, **SPECIMEN)
        assert found(services, asked, mine) == [view.id]
        if end == "cancel":
            with working(employer) as work:
                requests.cancel_request(work, view.id)
        else:
            with working(reviewer) as work:
                reviews.review_case(work, view.id)
                if end == "refuse":
                    reviews.refuse(work, view.id, "identityNotEstablished", "")
                else:
                    reviews.create_new(work, view.id, "")
        assert found(services, asked, mine) == []
        with transaction(services.engine) as session:
            for table in (PendingKey, PendingName):
                assert session.scalar(select(func.count()).select_from(table)) == 0


def test_what_is_not_committed_is_not_known(services):
    with transaction(services.engine) as session:
        mine, others = make_requests(session, 2)
    asked = request_for({"family_name": "Mudler", "birth_date": FAR})
    with transaction(services.engine) as session:
        replace_pending_keys(session, others, request_for({}))
        session.flush()
        assert found(services, asked, mine) == []
        session.rollback()
    assert found(services, asked, mine) == []


def test_it_is_weighed_as_a_person_of_the_registry_would_be(services, sent, employer, stranger, newcomer):
    """A year off and a letter off: the registry would call for a reviewer, and so does a pending request."""
    wrong = misspelled(newcomer, birth_date="1991-10-28")
    first = sent(employer, newcomer, **SPECIMEN)
    assert first.state == "underReview"
    second = sent(stranger, wrong, number="ZZ1112223")
    assert second.state == "underReview"
    with transaction(services.engine) as session:
        decision = session.get_one(RequestRecord, second.id).decision
        assert "pendingRequest" in {reason["code"] for reason in decision["reasons"]}
    registered = newcomer.model_copy(update={"ssin": "91431700251"})
    with transaction(services.engine) as session:
        import_persons(session, [registered])
    assert sent(stranger, wrong, number="ZZ1112224").state == "underReview"


def _keys_of(services, request_id) -> list[int]:
    with transaction(services.engine) as session:
        return [*session.scalars(select(PendingKey.key).where(PendingKey.request_id == request_id))]


def _other_request(services):
    with transaction(services.engine) as session:
        return make_requests(session, 1)
