"""Open requests as others meet them: findable from the moment a reviewer has them until they are answered.

They are found by the keys that a person of the registry is found by (`matching.keys`), across organisations.
Everything stands in the database, so that a request is known to every process in the transaction it comes
and goes with.
"""

from uuid import UUID

import numpy as np
from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, cast, delete, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from matching.keys import Codes, SearchKeys, Similar, all_part_keys, part_code, retrieval_keys, search_keys
from matching.person import PersonRequest
from matching.similar import places_of
from service.requests.blinding import Blinding, blinding_of
from service.requests.models import PendingKey, PendingName, RequestRecord
from service.sealed import fetch_keys


def replace_pending_keys(session: Session, request_id: UUID, person: PersonRequest | None) -> None:
    """Makes an open request findable, or no longer so when `person` is None."""
    for table in (PendingKey, PendingName):
        session.execute(delete(table).where(table.request_id == request_id))
    if person is not None:
        blind = blinding_of(session)
        keys = sorted({*blind.keys(retrieval_keys(person))})
        session.add_all(PendingKey(key=key, request_id=request_id) for key in keys)
        session.add_all(
            PendingName(place=place, code=code, request_id=request_id)
            for place, code in blinded_names(blind, person)
        )


def blinded_names(blind: Blinding, person: PersonRequest) -> set[tuple[int, int]]:
    """The places of a person's name keys with their codes, as they stand in the database."""
    places = ((blind.place(place), key) for key in name_keys(person) for place in places_of(key))
    return {(place, blind.code(place, part_code(key))) for place, key in places}


def find_pending(session: Session, request: PersonRequest, but: UUID) -> list[RequestRecord]:
    """Open requests of whichever organisation that may concern the person of `request`, except `but`."""
    keys = search_keys(request, similar_names(session, request))
    hits = select(PendingKey.request_id).where(named_by(keys, PendingKey.key, blinding_of(session)))
    query = select(RequestRecord).where(RequestRecord.id != but, RequestRecord.id.in_(hits))
    found = session.scalars(query).all()
    fetch_keys(session, [row.id for row in found])
    return [*found]


def named_by(keys: SearchKeys, key: InstrumentedAttribute[int], blind: Blinding) -> ColumnElement[bool]:
    """The rows of a table of blinded keys whom a search names."""
    born_then = [key.between(low, high) for low, high in blind.dates(keys.ranges())]
    return or_(key == any_(cast(blind.keys(keys.numbers()), ARRAY(BigInteger))), *born_then)


def similar_names(session: Session, request: PersonRequest) -> Similar:
    """For each name key of `request` the codes of those of open requests that one letter turns into it."""
    blind = blinding_of(session)
    places = {key: [blind.place(place) for place in places_of(key)] for key in name_keys(request)}
    asked = cast(sorted({place for some in places.values() for place in some}), ARRAY(BigInteger))
    rows = session.execute(
        select(PendingName.place, PendingName.code).where(PendingName.place == any_(asked)).distinct()
    ).all()
    known: dict[int, list[int]] = {}
    for place, code in rows:
        known.setdefault(place, []).append(blind.code(place, code))

    def similar(key: str) -> Codes:
        found = {code for place in places.get(key, ()) for code in known.get(place, ())}
        return np.array(sorted(found - {part_code(key)}), np.uint32)

    return similar


def name_keys(person: PersonRequest) -> tuple[str, ...]:
    """The distinct name keys of all parts of the person's names."""
    return tuple(dict.fromkeys(key for name in person.names for key in all_part_keys(name)))
