"""A history for the demonstration: requests of one company, long past and new, to try the overview on.

Nobody sent them: they are written as they would stand in the database afterwards, with persons of the
demonstration's own registry and their numbers, and with invented ones where no number was given.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.person import Person
from matching.synthetic import generate_persons
from models.errors import CodedError
from service.db import now
from service.organisations.models import Access, Account, Organisation
from service.organisations.service import create_account
from service.registry.models import RegistryPerson
from service.requests.models import RequestEvent, RequestRecord
from service.reviews.cases import enter_queue

COMPANY = "0123456749"
COLLEAGUES = ("Ömer Yıldız", "Zoé Lefèvre", "Emma Claes", "Łukasz Nowak", "Sofie Peeters")
STATES = {
    "numberAssigned": 78,
    "underReview": 6,
    "moreInformationNeeded": 3,
    "refused": 4,
    "cancelled": 5,
    "expired": 3,
    "draft": 1,
}
"""Of a hundred requests."""
YEARS = 4
SEED = 9
BATCH = 1_000
ITEMS = ("betterScan", "otherSide", "completeAddress", "confirmBirthDate")
WAYS = {
    "draft": ("draft",),
    "expired": ("draft", "expired"),
    "underReview": ("draft", "submitted", "processing", "underReview"),
    "numberAssigned": ("draft", "submitted", "processing", "numberAssigned"),
    "moreInformationNeeded": ("draft", "submitted", "processing", "underReview", "moreInformationNeeded"),
    "refused": ("draft", "submitted", "processing", "underReview", "refused"),
    "cancelled": ("draft", "submitted", "processing", "underReview", "cancelled"),
}


class NoDemonstration(CodedError):
    code = "noDemonstration"
    status = 409
    message = "The demonstration's company is not there."
    remedy = "Start the demonstration once with `belgianidpro serve`; a history is made for it alone."


@dataclass(frozen=True)
class Made:
    """One request of the history and its events."""

    request: RequestRecord
    events: list[RequestEvent]


def make_history(session: Session, count: int) -> int:
    """Adds `count` requests of the demonstration's company. Returns how many. Raises NoDemonstration."""
    company = session.scalar(select(Organisation).where(Organisation.enterprise_number == COMPANY))
    if company is None or not company.name.endswith("(demo)"):
        raise NoDemonstration
    chance = random.Random(SEED)
    accounts = _requesters(session, company)
    known = session.scalars(
        select(RegistryPerson)
        .where(RegistryPerson.status == "active")
        .order_by(RegistryPerson.id)
        .limit(count)
    ).all()
    strangers = generate_persons(max(1, count // 4), seed=SEED)
    for number in range(0, count, BATCH):
        some = [
            _make(chance, company.id, chance.choice(accounts), known, strangers)
            for _ in range(min(BATCH, count - number))
        ]
        session.add_all(row for made in some for row in (made.request, *made.events))
        session.flush()
        for made in some:
            if made.request.state == "underReview":
                enter_queue(session, made.request)
        session.expunge_all()
    return count


def _requesters(session: Session, company: Organisation) -> list[Account]:
    """The company's people, with colleagues whose names do not sort by their bytes."""
    for place, name in enumerate(COLLEAGUES):
        email = f"colleague-{place}@janssens.invalid"
        if session.scalar(select(Account.id).where(Account.email == email)) is None:
            create_account(session, company, email, name, "employer")
    own = select(Account).join(Access, Access.account_id == Account.id)
    return [*session.scalars(own.where(Access.organisation_id == company.id).order_by(Account.email))]


def _make(
    chance: random.Random,
    company: UUID,
    account: Account,
    known: Sequence[RegistryPerson],
    strangers: list[Person],
) -> Made:
    state = chance.choices([*STATES], weights=[*STATES.values()])[0]
    ssin = None
    person = chance.choice(strangers)
    if state == "numberAssigned":
        row = chance.choice(known)
        person, ssin = Person.model_validate(row.data), row.ssin
    return _write(chance, company, account, state, person, ssin)


def _write(
    chance: random.Random, company: UUID, account: Account, state: str, person: Person, ssin: str | None
) -> Made:
    young = state in {"draft", "underReview", "moreInformationNeeded"}
    began = now() - timedelta(minutes=chance.randrange(12 * 1440 if young else YEARS * 365 * 1440))
    way = [*_way(chance, state, began)]
    name = person.names[0]
    entered = {
        "familyName": name.family_name,
        "givenNames": name.given_names,
        "birthDate": person.birth_date,
        "placeOfBirth": person.place_of_birth,
        "gender": person.gender,
        "nationality": person.nationality,
    }
    papers = person.documents[0] if person.documents else None
    request = RequestRecord(
        id=uuid4(),
        organisation_id=company,
        account_id=account.id,
        state=state,
        email=account.email,
        language=account.language,
        person={field: value for field, value in entered.items() if value not in {None, ""}},
        document={"kind": papers.kind, "number": papers.number, "issuer": papers.issuer} if papers else None,
        residence_address={"country": "POL", "municipalityName": "Gdańsk"},
        contact_address={
            "country": "BEL",
            "streetName": "Wetstraat",
            "houseNumber": "16",
            "postCode": "1000",
            "municipalityName": "Brussel",
        },
        prefilled={},
        ssin=ssin,
        number_state="valid" if ssin else None,
        items=[chance.choice(ITEMS)] if state == "moreInformationNeeded" else [],
        deadline=way[-1][1] + timedelta(days=30) if state == "moreInformationNeeded" else None,
        refusal_code="identityNotEstablished" if state == "refused" else None,
        created_at=began,
        submitted_at=next((moment for name, moment in way if name == "submitted"), None),
        updated_at=way[-1][1],
    )
    events = [
        RequestEvent(
            request_id=request.id,
            from_state=way[place - 1][0] if place else None,
            to_state=name,
            at=moment,
            account_id=account.id if name in {"draft", "submitted", "cancelled"} else None,
            capacity="employer" if name in {"draft", "submitted", "cancelled"} else None,
            acting_organisation_id=company if name in {"draft", "submitted", "cancelled"} else None,
        )
        for place, (name, moment) in enumerate(way)
    ]
    return Made(request, events)


def _way(chance: random.Random, state: str, began: datetime) -> Iterator[tuple[str, datetime]]:
    moment = began
    for name in WAYS[state]:
        yield name, min(moment, now())
        moment += timedelta(minutes=chance.randrange(1, 400))
