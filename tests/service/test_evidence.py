"""What a document must be, and what must rest on it, before the machine gives a number."""

from dataclasses import replace

import pytest

from ocr.extraction import Warning
from service.db import transaction
from service.extractions.models import ExtractionRecord
from service.registry.repository import SqlRegistry
from service.requests import service


@pytest.fixture
def send(working, finished, employer, services, addresses):
    """Sends an extraction as it was read."""

    def act(extraction, *, own_sample=False, by=None):
        extraction_id = finished(employer, extraction)
        with transaction(services.engine) as session:
            session.get_one(ExtractionRecord, extraction_id).own_sample = own_sample
        with working(employer, by) as work:
            request = service.create_draft(work, extraction_id)
            service.save_addresses(work, request.id, addresses)
            return service.submit_request(work, request.id)

    return act


def with_document(extraction, **changes):
    [document] = extraction.documents
    return extraction.model_copy(update={"documents": [document.model_copy(update=changes)]})


@pytest.mark.parametrize("code", ["mrzInvalid", "severalPersons"])
def test_a_document_that_contradicts_itself_or_another_goes_to_a_reviewer(
    send, read_as, known, newcomer, code
):
    for person in (known, newcomer):
        view = send(read_as(person, warnings=[Warning(code=code, detail="")]))
        assert (view.state, view.ssin) == ("underReview", None)


@pytest.mark.parametrize("kind", ["visa", "unknown"])
def test_only_accepted_kinds_of_documents_carry_an_answer(send, read_as, known, kind):
    assert send(with_document(read_as(known), type=kind)).ssin is None
    assert send(with_document(read_as(known), type="identityCard")).ssin == known.ssin


def test_an_expiry_date_read_in_doubt_does_not_make_a_document_valid(send, read_as, known):
    extraction = read_as(known)
    fields = extraction.documents[0].fields
    doubtful = fields["expiryDate"].model_copy(update={"status": "read", "confidence": 0.6})
    assert send(with_document(extraction, fields=fields | {"expiryDate": doubtful})).ssin is None


def test_our_samples_are_genuine_in_the_demonstration_only(send, read_as, known, services):
    specimen = read_as(known, warnings=[Warning(code="specimen", detail="")])
    real = replace(services, settings=services.settings.model_copy(update={"demo": False}))
    assert send(specimen, own_sample=True, by=real).ssin is None
    assert send(specimen, own_sample=True).ssin == known.ssin


def test_a_sample_of_two_persons_is_not_genuine_either(send, read_as, known):
    mixed = read_as(known, warnings=[Warning(code="severalPersons", detail="")])
    assert send(mixed, own_sample=True).ssin is None


def test_a_typed_document_number_does_not_enter_the_registry_unseen(
    working, finished, read_as, employer, newcomer, services, addresses
):
    """Or anybody could have somebody else's passport stand beside a new person at once."""
    extraction_id = finished(employer, read_as(newcomer))
    with working(employer) as work:
        request = service.create_draft(work, extraction_id)
        document = request.document.model_copy(update={"number": "XX1111111"})
        service.save_person(work, request.id, request.person, document)
        service.save_addresses(work, request.id, addresses)
        view = service.submit_request(work, request.id)
    with transaction(services.engine) as session:
        assert SqlRegistry(session).person(view.ssin).documents == []


def test_a_document_as_it_was_read_enters_the_registry(send, read_as, newcomer, services):
    view = send(read_as(newcomer))
    with transaction(services.engine) as session:
        [document] = SqlRegistry(session).person(view.ssin).documents
    assert (document.number, document.issuer) == ("ZZ9876543", "POL")
