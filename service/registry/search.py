"""The search statements: whom a request's keys name, in outline, and the whole persons that are worth it.

What a thousand persons have in one column comes as one value (`string_agg`), read in the time of one row.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy.orm import Session

from matching.keys import DOCUMENT, SearchKeys
from matching.person import Person
from matching.shortlist import Outlines, Texts
from service.registry.rows import unpack_codes

Ids = npt.NDArray[np.int64]

FIND = f"""
WITH hit AS MATERIALIZED (
    SELECT person_id, bool_or(key >= {DOCUMENT}) AS holds FROM registry_key
    WHERE key = ANY(%(keys)b::bigint[]) GROUP BY person_id ORDER BY person_id
), line AS (
    SELECT o.* FROM registry_outline o WHERE o.birth = ANY(%(dates)b::integer[])
    UNION ALL
    SELECT o.* FROM registry_outline o
    WHERE o.person_id = ANY(ARRAY(SELECT person_id FROM hit))
        AND o.birth <> ALL(%(dates)b::integer[])
)
SELECT string_agg(int4send(person_id), ''), string_agg(int4send(birth), ''), string_agg(codes, ''),
    string_agg(family, E'\\n'), string_agg(given, E'\\n'), string_agg(place, E'\\n'),
    (SELECT string_agg(int4send(person_id), '') FROM hit WHERE holds)
FROM line
"""  # noqa: S608 - a constant of ours
"""Everybody born on a date in question, and whoever stands under one of the keys: once each.

The array keeps the planner from reading all outlines for the sake of a few hundred; being sorted, it goes
through the index once.
"""
FETCH = "SELECT id, data::text FROM registry_person WHERE id = ANY(%b::integer[])"


@dataclass(frozen=True, slots=True)
class Found:
    """Persons in outline: their ids, ascending, and what `shortlist.rank` looks at, in the same order."""

    ids: Ids
    outlines: Outlines | None
    """None where nobody was found."""


def find(session: Session, keys: SearchKeys) -> Found:
    """Whom `keys` name."""
    cursor = session.connection().connection.cursor(binary=True)
    row = cursor.execute(FIND, {"keys": keys.numbers(), "dates": list(keys.dates)}).fetchone()
    if row is None or row[0] is None:
        return Found(np.empty(0, np.int64), None)
    persons, births, codes, families, givens, places, holders = row
    ids, first, owners = np.unique(_integers(persons), return_index=True, return_inverse=True)
    family_codes, given_codes = unpack_codes(codes)
    texts = places.split("\n")
    family, given = (np.array(names.split("\n"), object) for names in (families, givens))
    return Found(
        ids,
        Outlines(
            owners=owners,
            families=Texts(family_codes, family.__getitem__),
            givens=Texts(given_codes, given.__getitem__),
            births=_integers(births)[first].astype(np.int32),
            places=lambda some: [texts[place] for place in first[some].tolist()],
            holds_document=np.isin(ids, _integers(holders or b"")),
        ),
    )


def fetch(session: Session, ids: Ids) -> list[Person]:
    """The persons with these ids, in this order.

    Asked also for nobody: so that a request about somebody unknown costs no less than one about a person whom
    the registry knows, and nobody measures the difference.
    """
    cursor = session.connection().connection.cursor(binary=True)
    rows = dict(cursor.execute(FETCH, (ids.tolist(),)).fetchall())
    return [Person.model_validate_json(rows[number]) for number in ids.tolist()]


def _integers(packed: bytes) -> Ids:
    return np.frombuffer(packed, ">i4").astype(np.int64)
