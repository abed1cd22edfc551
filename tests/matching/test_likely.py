"""What the index leaves out before names are looked at, against ranking everybody whom the keys name."""

import numpy as np
import pytest

from matching.batch.dates import compare_date_pairs, compare_dates_with
from matching.births import Births
from matching.compare import Comparer, compare
from matching.dates import IncompleteDate, forgivable_numbers, other_years
from matching.documents import DocumentIndex
from matching.frequencies import Frequencies
from matching.index import PersonIndex
from matching.keys import search_keys
from matching.pairs import PairIndex
from matching.person import Name, Person, PersonRequest
from matching.shortlist import rank
from matching.synthetic import ErrorRates, generate_requests
from matching.weights import default_weights

LIMIT = 80
MILLIONS = 20_000_000


@pytest.mark.parametrize("size", [None, 200_000, MILLIONS])
def test_whoever_is_left_out_early_is_on_no_shortlist(
    registry: list[Person], index: PersonIndex, size: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a registry of millions, which the counts pretend here, nearly all are left out by then."""
    if size:
        monkeypatch.setattr(index.frequencies, "size", size)
    looked_at = named = 0
    for case in generate_requests(registry, 300, seed=21, rates=ErrorRates().scaled(3.0)):
        keys, holders = search_keys(case.request, index.similar), [*index._holders(case.request)]
        everybody = index.rows(keys)
        reference = everybody[rank(case.request, index.outline(everybody, holders), LIMIT, index.frequencies)]
        rows, seen = index.likely(case.request, keys, holders)
        assert seen <= len(everybody)
        ranked = rank(case.request, index.outline(rows, holders), LIMIT, index.frequencies)
        assert rows[ranked].tolist() == reference.tolist()
        looked_at, named = looked_at + len(rows), named + len(everybody)
    assert looked_at <= named
    if size == MILLIONS:
        assert looked_at < named / 2


def test_persons_without_a_birth_date_are_found_by_their_names() -> None:
    names = [Name(family_name="Zzyzxowitsch", given_names="Quirinius")]
    others = [
        Person(
            ssin=f"{number:011}", names=[Name(family_name="Ab", given_names="Ba")], birth_date="1980-01-02"
        )
        for number in range(20)
    ]
    index = PersonIndex([*others, Person(ssin="79511123123", names=names)])
    for born in ("1979-03-12", None):
        request = PersonRequest(names=names, birth_date=born)
        assert [person.ssin for person in index.search(request, LIMIT)] == ["79511123123"]


def test_many_persons_beside_one_request_are_compared_like_each_alone(
    registry: list[Person], index: PersonIndex, frequencies: Frequencies
) -> None:
    weights = default_weights()
    for case in generate_requests(registry, 40, seed=22, rates=ErrorRates().scaled(3.0)):
        comparer = Comparer(case.request, frequencies, weights)
        for person in index.search(case.request, None):
            assert comparer.compare(person) == compare(case.request, person, frequencies, weights)


@pytest.mark.parametrize("asked", ["1985-07-12", "2001-01-01", "1978-11-00", "1990-00-00", "1944-04-04"])
def test_dates_beside_one_have_the_levels_of_pairs(asked: str) -> None:
    date = IncompleteDate.parse(asked)
    same_year = date.year * 10_000 + np.arange(1, 13)[:, None] * 100 + np.arange(29)
    known = np.array([0, *forgivable_numbers(date), *other_years(date), *same_year.ravel()], np.int64)
    levels = compare_date_pairs(np.full(len(known), date.number), known)
    assert compare_dates_with(date.number, known).tolist() == levels.tolist()
    assert compare_dates_with(0, known).tolist() == compare_date_pairs(np.zeros_like(known), known).tolist()


def test_who_was_born_when_is_a_slice() -> None:
    births = Births(np.array([0, 19800000, 19800102, 19800102, 19801231, 19810101], np.int32))
    assert births.in_year(1980) == (1, 5)
    assert births.in_year(0) == (0, 1)
    days = births.on([19810101, 19800102, 19800103])
    assert days.rows().tolist() == [2, 3, 5]
    assert days.edges().tolist() == [2, 4, 5, 6]
    assert days.day_of(np.array([2, 3, 5])).tolist() == [0, 0, 1]


def test_pairs_are_found_within_a_range_of_rows() -> None:
    random = np.random.default_rng(5)
    keys = random.integers(0, 1 << 60, 50, np.uint64)
    which, rows = random.integers(0, 50, 20_000), np.arange(20_000, dtype=np.uint64)
    index = PairIndex(keys[which] >> np.uint64(28) << np.uint64(32) | rows, 20_000)
    asked = np.sort(keys[:7])
    assert np.sort(index.rows(asked)).tolist() == np.flatnonzero(which < 7).tolist()
    within = np.flatnonzero((which < 7) & (rows >= 400) & (rows < 9_000))
    assert np.sort(index.rows(asked, (400, 9_000))).tolist() == within.tolist()
    assert not len(index.rows(np.array([12345], np.uint64)))


def test_documents_are_told_apart_by_all_their_bits() -> None:
    prints = np.array([7, 1 << 59, (1 << 59) + 1, 7, (1 << 60) - 1], np.uint64)
    index = DocumentIndex(prints, np.array([3, 1, 2, 40_000_000, 0], np.uint32))
    found = [sorted(index.rows(int(one)).tolist()) for one in (7, 1 << 59, (1 << 59) + 1, (1 << 60) - 1, 8)]
    assert found == [[3, 40_000_000], [1], [2], [0], []]


def test_names_turned_and_misspelt_at_once_are_taken_for_turned(frequencies: Frequencies) -> None:
    person = Person(names=[Name(family_name="Cervera Gutierrez", given_names="Paulino")])
    request = PersonRequest(names=[Name(family_name="Palino", given_names="Cervera Gut1errez")])
    found = compare(request, person, frequencies, default_weights())
    assert [found.level(field) for field in ("familyName", "givenNames", "nameOrder")] == [
        "typo", "typo", "swapped",
    ]  # fmt: skip
