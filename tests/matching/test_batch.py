"""The batch scorer against `compare`, the slow and plain reference."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.batch import score_pairs
from matching.batch.dates import CODE, compare_date_pairs, number_dates
from matching.compare import compare
from matching.dates import IncompleteDate, compare_dates
from matching.frequencies import Frequencies
from matching.index import PersonIndex
from matching.person import Name, Person, PersonRequest
from matching.synthetic import ErrorRates, generate_requests
from matching.weights import default_weights

FIELDS = ("familyName", "givenNames", "birthDate", "gender", "placeOfBirth", "document")


def assert_equal(
    left: Sequence[PersonRequest], right: Sequence[Person], pairs: np.ndarray, frequencies: Frequencies
) -> None:
    scores = score_pairs(left, right, pairs, frequencies)
    for row, (one, other) in enumerate(pairs):
        reference = compare(left[one], right[other], frequencies, default_weights())
        explained = (
            left[one],
            right[other],
            reference.evidence,
            {f: b[row] for f, b in scores.bits_of.items()},
        )
        assert scores.bits[row] == pytest.approx(reference.bits, abs=1e-9), explained


def test_bits_are_those_of_the_reference(
    registry: list[Person], frequencies: Frequencies, index: PersonIndex
) -> None:
    place = {person.ssin: number for number, person in enumerate(registry)}
    cases = generate_requests(registry, 1_000, seed=21, rates=ErrorRates().scaled(4.0), mix=(0.7, 0.1, 0.1))
    requests = [case.request for case in cases]
    pairs = [
        (number, place[person.ssin])
        for number, request in enumerate(requests)
        for person in index.search(request, 25)
    ]
    assert len(pairs) > 1_000
    assert_equal(requests, registry, np.array(pairs), frequencies)


def test_pairs_by_chance_too(registry: list[Person], frequencies: Frequencies) -> None:
    rng = np.random.default_rng(5)
    pairs = rng.integers(0, 1_000, (3_000, 2))
    asked = [
        PersonRequest.model_construct(**{name: getattr(person, name) for name in SHARED})
        for person in registry[:1_000]
    ]
    assert_equal(asked, registry, pairs, frequencies)


SHARED = (
    "names", "birth_date", "place_of_birth", "country_of_birth", "gender", "nationality", "documents",
    "residence_address",
)  # fmt: skip
SYLLABLES = (
    "an na ma ri a jan ko wal ski ska ov ova de la van der Müller Mueller O'B el J. -  Æ Щу Ян Nikos Νίκος "
    "Bill William Kasia Katarzyna Maria Marie m rn 0 o 1 i Xx"
).split(" ")
part = st.lists(st.sampled_from(SYLLABLES), max_size=4).flatmap(
    lambda found: st.sampled_from(["".join(found), " ".join(found)])
)
names = st.lists(st.builds(Name, family_name=part, given_names=part), min_size=1, max_size=2)
dates = st.sampled_from(
    ["1985-07-12", "1985-12-07", "1985-07-21", "1985-07-00", "1985-00-00", "1958-07-12", "2001-07-12", None]
)
places = st.sampled_from(["Antwerpen", "Anvers", "Gdańsk", "Gdansk", "Gdanks", "", None])
person_fields = {
    "names": names, "birth_date": dates, "place_of_birth": places, "gender": st.sampled_from([0, 1, 2, None]),
    "nationality": st.sampled_from(["POL", "BEL", None]), "country_of_birth": st.sampled_from(["POL", None]),
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    asked=st.lists(st.builds(PersonRequest, **person_fields), min_size=1, max_size=4),
    known=st.lists(st.builds(Person, **person_fields), min_size=1, max_size=4),
)
def test_odd_names_too(asked: list[PersonRequest], known: list[Person]) -> None:
    pairs = np.array([(one, other) for one in range(len(asked)) for other in range(len(known))])
    assert_equal(asked, known, pairs, Frequencies.of(known))


@given(st.lists(dates, min_size=2, max_size=2))
def test_dates_are_compared_alike(texts: list[str | None]) -> None:
    one, other = (IncompleteDate.parse(text) if text else None for text in texts)
    numbers = number_dates(texts)
    assert compare_date_pairs(numbers[:1], numbers[1:])[0] == CODE[compare_dates(one, other)]


def test_no_pairs_have_no_bits(registry: list[Person], frequencies: Frequencies) -> None:
    assert len(score_pairs([], registry[:3], np.empty((0, 2), dtype=np.int64), frequencies).bits) == 0
