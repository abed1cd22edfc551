"""One object of each kind that a route takes the id of."""

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from service.auth.service import create_token
from service.batches.models import Batch, BatchFile, BatchPage, BatchPerson
from service.context import Actor, Caller, Services, Work
from service.corrections.service import report_wrong_number
from service.db import now, today
from service.extractions.uploads import UploadedFile
from service.organisations.models import Access, Account, Invitation, Mandate, Organisation
from service.registry.models import RegistryPerson
from service.requests import scan
from service.requests import service as requests
from service.requests.models import RequestRecord
from service.webhooks.models import Webhook, WebhookDelivery
from tests.rubbish import jpeg

Ids = dict[str, UUID]


def make_objects(services: Services, actor: Actor) -> Ids:
    """All of the actor's company, by the names of the parameters."""
    caller = Caller(services, actor)
    request_id, _ = scan.begin_request(caller, [UploadedFile("a.jpg", jpeg())])
    assert request_id
    with caller.work() as work:
        view = scan.view_scan(work, request_id)
        return {
            "request_id": request_id,
            "extraction_id": view.extraction_id,
            "page_id": view.pages[0].id,
            "correction_id": report_a_number(work),
            **_batch(work, request_id, view.extraction_id, view.pages[0].id),
            **_people(work),
            **_webhook(work),
        }


def report_a_number(work: Work) -> UUID:
    """Reports the number of a request that was answered with somebody's; returns the report's id."""
    answered = work.session.get_one(RequestRecord, requests.create_draft(work, None).id)
    active = RegistryPerson.status == "active", RegistryPerson.frozen_at.is_(None)
    answered.ssin = work.session.scalars(select(RegistryPerson.ssin).where(*active).limit(1)).one()
    answered.state, answered.number_state, answered.submitted_at = "numberAssigned", "valid", now()
    return report_wrong_number(work, answered.id, "otherPerson", "")


def _people(work: Work) -> Ids:
    session, company = work.session, work.actor.organisation_id
    colleague = Account(email=f"{uuid4()}@colleague.invalid", display_name="Colleague")
    provider = session.scalars(select(Organisation).where(Organisation.kind == "serviceProvider")).one()
    session.add(colleague)
    session.flush()
    access = Access(account_id=colleague.id, organisation_id=company, role="employer", approved_at=now())
    invitation = Invitation(
        organisation_id=company,
        email=colleague.email,
        role="employer",
        expires_at=now() + timedelta(days=1),
    )
    mandate = Mandate(
        provider_id=provider.id,
        employer_id=company,
        valid_from=today() + timedelta(days=1000),
        valid_until=today() + timedelta(days=1001),
    )
    session.add_all([access, invitation, mandate])
    session.flush()
    _, token_id = create_token(session, access.id, "test")
    return {
        "access_id": access.id,
        "invitation_id": invitation.id,
        "mandate_id": mandate.id,
        "token_id": token_id,
    }


def _batch(work: Work, request_id: UUID, extraction_id: UUID, page_id: UUID) -> Ids:
    """A batch whose one person is the draft."""
    actor = work.actor
    batch = Batch(organisation_id=actor.organisation_id, account_id=actor.account_id, state="checking")
    page = BatchPage(uploaded_page_id=page_id, position=0)
    person = BatchPerson(position=0, extraction_id=extraction_id, request_id=request_id, pages=[page])
    batch.files, batch.persons = [BatchFile(extraction_id=extraction_id, position=0)], [person]
    work.session.add(batch)
    work.session.flush()
    return {"batch_id": batch.id, "person_id": person.id, "sheet_id": page.id}


def _webhook(work: Work) -> Ids:
    company = work.actor.organisation_id
    webhook = Webhook(organisation_id=company, url="https://hooks.invalid/", key_id="", secret=b"")
    work.session.add(webhook)
    work.session.flush()
    delivery = WebhookDelivery(webhook_id=webhook.id, type="ping", state="parked")
    work.session.add(delivery)
    work.session.flush()
    return {"webhook_id": webhook.id, "delivery_id": delivery.id}
