"""Which files go to one person: sure or apart."""

from uuid import uuid4

import pytest

from service.batches.sorting import Sight, sort_files

ANN = {"family": "kowalska", "given": "anna maria", "birth_date": "1985-07-12", "gender": "2"}


def sights(*seen: dict) -> list[Sight]:
    return [Sight(uuid4(), **{"pages": 1, **one}) for one in seen]


def sizes(*seen: dict) -> list[int]:
    return [len(group) for group in sort_files(sights(*seen))]


def test_the_two_sides_of_a_card_meet_by_its_number_wherever_they_lie():
    front, other, back = sights(
        {"numbers": frozenset({"uw3102566"}), "family": "munteanu"},
        {**ANN, "numbers": frozenset({"aa1234567"})},
        {"numbers": frozenset({"uw3102566"}), "birth_date": "1997-07-17"},
    )
    assert sort_files([front, other, back]) == [[front.file, back.file], [other.file]]


def test_a_passport_and_a_licence_meet_by_whole_names_and_birth_date():
    assert sizes(
        {**ANN, "numbers": frozenset({"aa1234567"})}, {**ANN, "numbers": frozenset({"l998877"})}
    ) == [2]


@pytest.mark.parametrize(
    "other",
    [
        {**ANN, "given": "ewa"},  # a twin
        {**ANN, "birth_date": "1958-07-12"},  # a parent of the same name
        {**ANN, "gender": "1"},
        {**ANN, "family": "kowalski"},
        {**ANN, "birth_date": ""},  # nothing says it is the same
        {**ANN, "birth_date": "1985-00-00"},
        {**ANN, "given": ""},
        {},  # could not be read
    ],
)
def test_what_is_not_sure_stays_apart(other):
    assert sizes(ANN, other) == [1, 1]


def test_an_incomplete_birth_date_is_not_enough():
    half = {**ANN, "birth_date": "1985-07-00"}
    assert sizes(half, half) == [1, 1]


def test_one_number_with_two_birth_dates_stays_apart():
    number = frozenset({"aa1234567"})
    assert sizes({**ANN, "numbers": number}, {**ANN, "birth_date": "1990-01-02", "numbers": number}) == [1, 1]


def test_a_name_that_a_zone_cut_off_is_the_same_and_a_short_one_is_not():
    assert sizes(ANN, {**ANN, "given": "anna mar"}) == [2]
    assert sizes({**ANN, "family": "li"}, {**ANN, "family": "lindt"}) == [1, 1]


def test_nobody_gets_more_pages_than_a_request_may_have():
    assert sizes({**ANN, "pages": 2}, {**ANN, "pages": 2}, ANN) == [2, 1]


def test_a_file_that_fits_two_persons_goes_to_neither():
    number = frozenset({"aa1234567"})
    left, right = {"numbers": number, "family": "kowalska"}, {"numbers": number, "family": "nowak"}
    assert sizes(left, right, {"numbers": number}) == [1, 1, 1]
