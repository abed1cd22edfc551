from collections import Counter
from math import log2

import pytest

from matching.dates import DateLevel
from matching.frequencies import Frequencies
from matching.person import Person
from matching.weights import default_weights


@pytest.mark.parametrize(
    "field", ["familyName", "givenNames", "birthDate", "placeOfBirth", "gender", "nationality"]
)
def test_the_levels_of_a_field_cover_all_cases(field: str) -> None:
    assert sum(level.m for level in default_weights().levels[field].values()) == pytest.approx(1.0, abs=0.006)


def test_a_weight_is_the_logarithm_of_m_over_u() -> None:
    weights = default_weights()
    level = weights.levels["givenNames"]["different"]
    assert level.u is not None
    assert weights.bits("givenNames", "different") == pytest.approx(log2(level.m / level.u))
    m = weights.levels["familyName"]["exact"].m
    assert weights.bits("familyName", "exact", 0.01) == pytest.approx(log2(m / 0.01))
    assert weights.bits("familyName", "missing") == 0.0


def test_every_date_level_has_a_weight() -> None:
    levels = set(DateLevel.__args__) - {"missing"}  # type: ignore[attr-defined]
    assert levels == set(default_weights().levels["birthDate"])


def test_better_levels_weigh_more() -> None:
    weights = default_weights()
    for field in ("familyName", "givenNames"):
        bits = [
            weights.bits(field, level, 0.001)
            for level in ("exact", "variant", "typo", "similar", "different")
        ]
        assert bits == sorted(bits, reverse=True)


def test_rare_names_and_full_days_are_told_apart(registry: list[Person], frequencies: Frequencies) -> None:
    names = Counter(person.names[0].family_name for person in registry)
    assert frequencies.family(names.most_common(1)[0][0]) > 10 * frequencies.family("Zzyzx")
    january = max((p.birth_date or "" for p in registry if (p.birth_date or "").endswith("-01-01")),
                  key=frequencies.birth_date)  # fmt: skip
    assert frequencies.birth_date(january) > 2 * frequencies.birth_date(january[:4] + "-01-02")
    assert frequencies.family("Müller") == frequencies.family("MULLER")


def test_frequencies_survive_being_written(frequencies: Frequencies) -> None:
    again = Frequencies.from_json(frequencies.to_json())
    assert again.size == frequencies.size
    assert again.family("Nowak") == frequencies.family("Nowak")
    assert again.given("anna", "POL") == frequencies.given("anna", "POL")
    assert again.to_json() == frequencies.to_json()


def test_without_a_count_every_name_is_common() -> None:
    nothing = Frequencies.default()
    assert nothing.family("Zzyzx") == nothing.family("Nowak") >= 0.001
