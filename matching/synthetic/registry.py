"""A registry in blocks of columns: names in letters, documents, numbers, and who was replaced by whom."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matching.registry_parquet import SCHEMA
from matching.synthetic import documents
from matching.synthetic.blocks import BELGIUM, BLOCK, People, Rates, draw_people
from matching.synthetic.countries import COUNTRIES
from matching.synthetic.numbers import BIS, BIS_SEX_UNKNOWN, NATIONAL, SsinIssuer
from matching.synthetic.pools import FORMS, Pools

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SON, DAUGHTER = FORMS.index("son"), FORMS.index("daughter")
CODES: Final = pa.array([country.alpha3 for country in COUNTRIES])


@dataclass(frozen=True)
class Written:
    """The names of a block in letters."""

    family: pa.Array
    given: pa.Array
    other_names: pa.ListArray


def write_names(pools: Pools, people: People) -> Written:
    """Current names, and the names at birth of the married and the former names of others."""
    own = pools.strings(people.family, people.form, people.spelling)
    second = pools.strings(people.second, people.form, people.spelling)
    birth = _join(own, second, " ")
    given = pools.strings(people.given, 0, people.spelling)
    middle_form = np.where(people.patronymic, np.where(people.gender == 1, SON, DAUGHTER), 0)
    both = _join(given, pools.strings(people.middle, middle_form, people.spelling), " ")
    # A second given name equal to the first is no second one.
    given = pc.if_else(
        pa.array((people.given == people.middle).all(axis=1) & ~people.patronymic), given, both
    )

    married = np.flatnonzero((people.husband != 0).any(axis=1) & ~people.single)
    husband = pools.strings(people.husband[married], people.form[married], people.spelling[married])
    hyphened = _join(husband, own.take(pa.array(married)), "-")
    taken = pc.if_else(pa.array(people.hyphen[married]), hyphened, husband)
    family = _put(birth, married, taken)
    lone = np.flatnonzero(people.single)
    family = _put(family, lone, given.take(pa.array(lone)))
    givens = _put(given, lone, pa.array([""] * len(lone)))

    former = np.flatnonzero((people.former != 0).any(axis=1) & ~people.single)
    earlier = pools.strings(people.former[former], people.form[former], people.spelling[former])
    rows = np.concatenate([married, former])
    order = np.argsort(rows, kind="stable")
    names = pa.concat_arrays([birth.take(pa.array(married)), earlier]).take(pa.array(order))
    kinds = pa.array(["birth"] * len(married) + ["former"] * len(former)).take(pa.array(order))
    offsets = np.searchsorted(rows[order], np.arange(len(people.country) + 1)).astype(np.int32)
    struct = pa.StructArray.from_arrays(
        [names, givens.take(pa.array(rows[order])), kinds],
        fields=list(SCHEMA.field("other_names").type.value_type),
    )
    return Written(family, givens, pa.ListArray.from_arrays(pa.array(offsets), struct))


def _join(left: pa.Array, right: pa.Array, between: str) -> pa.Array:
    space = pc.if_else(pc.equal(right, ""), "", between)
    return pc.binary_join_element_wise(left, space, right, "")


def _put(column: pa.Array, rows: Numbers, values: pa.Array) -> pa.Array:
    """`column` with `values` in `rows`."""
    source = np.arange(len(column))
    source[rows] = len(column) + np.arange(len(rows))
    return pa.concat_arrays([column, values]).take(pa.array(source))


def _codes(numbers: Numbers) -> pa.Array:
    return CODES.take(pa.array(numbers))


def write_documents(
    country: Numbers, serials: Numbers, counts: Numbers, rng: np.random.Generator
) -> pa.ListArray:
    """`counts` documents (0 to 2) for each person, numbered from `serials` (see `documents.PER_PERSON`)."""
    owner = np.repeat(np.arange(len(country)), counts)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    kind = np.where(rng.random(len(owner)) < 0.5, 0, 1)
    kind = np.where((place > 0) & (rng.random(len(owner)) < 0.3), 2, kind)
    issuer = np.where(kind == 2, BELGIUM, country[owner])
    expiry = rng.integers(2023, 2036, len(owner)) * 10_000
    expiry += rng.integers(1, 13, len(owner)) * 100 + rng.integers(1, 29, len(owner))
    struct = pa.StructArray.from_arrays(
        [
            pa.array(documents.KINDS).take(pa.array(kind)),
            documents.numbers_of(serials[owner] + place, issuer, kind),
            _codes(issuer),
            pa.array(expiry.astype(np.int32)),
        ],
        fields=list(SCHEMA.field("documents").type.value_type),
    )
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), struct)


class Registry:
    """Blocks of a registry: `next()` gives the next one as a table of `SCHEMA`, its texts undivided."""

    def __init__(
        self,
        pools: Pools,
        seed: int | tuple[int, ...],
        rates: Rates,
        issuer: SsinIssuer | None,
        size: int = BLOCK,
    ) -> None:
        self._pools, self._rates, self._issuer, self._size = pools, rates, issuer, size
        self._seed = seed if isinstance(seed, tuple) else (seed,)
        self._block = 0

    def next(self) -> pa.Table:
        """The next block; raises `CountersExhaustedError`. Without an issuer: nobody has a number."""
        rng = np.random.default_rng((*self._seed, self._block))
        rates, size, first = self._rates, self._size, self._block * self._size
        self._block += 1
        people = draw_people(self._pools, size, rng, rates)
        replaced = _replaced(size, rng, rates)
        if self._issuer is None:
            replaced[:] = False
        people = people.take(_successors(replaced))
        chance = rng.random((4, size))
        register = np.where(chance[0] < rates.national_number, NATIONAL, BIS)
        register = np.where(chance[1] < rates.sex_unknown, BIS_SEX_UNKNOWN, register)
        register = np.where(replaced, np.where(chance[2] < 0.3, BIS_SEX_UNKNOWN, BIS), register)
        unknown = (register == BIS_SEX_UNKNOWN) & (chance[3] < 0.7)
        numbers = None if self._issuer is None else self._issuer.issue(people.date, people.gender, register)
        status = np.where(replaced, 2, np.where(rng.random(size) < rates.cancelled, 1, 0))
        if self._issuer is None:
            status[:] = 0
        names = write_names(self._pools, people)
        more = rng.random(size)
        counts = np.select([more < rates.no_document, more > 1 - rates.second_document], [0, 2], 1)
        serials = (first + np.arange(size)) * documents.PER_PERSON
        successor = None if numbers is None else np.append(numbers[1:], 0)
        columns = [
            pa.nulls(size, pa.int64()) if numbers is None else pa.array(numbers),
            names.family,
            names.given,
            names.other_names,
            pa.array(people.date.astype(np.int32)),
            self._pools.strings(people.place),
            _codes(people.birth_country),
            pa.array(np.where(unknown, 0, people.gender).astype(np.int8)),
            _codes(people.nationality),
            write_documents(people.nationality, serials, counts, rng),
            _codes(people.residence),
            self._pools.strings(people.municipality),
            pa.array(["active", "cancelled", "replaced"]).take(pa.array(status)),
            pa.nulls(size, pa.int64()) if successor is None else pa.array(successor, mask=~replaced),
        ]
        return pa.table(columns, names=SCHEMA.names)


def _replaced(count: int, rng: np.random.Generator, rates: Rates) -> Flags:
    """Rows whose number was replaced by the next row's; chains now and then."""
    replaced = rng.random(count) < rates.replaced
    replaced[:-1] |= replaced[1:] & (rng.random(count - 1) < rates.replaced_again)
    replaced[-1] = False
    return replaced


def _successors(replaced: Flags) -> Numbers:
    """For each row, the row of the person who bears its last number."""
    last = np.where(replaced, len(replaced), np.arange(len(replaced)))
    return np.minimum.accumulate(last[::-1])[::-1]
