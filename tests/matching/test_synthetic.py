"""Invented registries: numbers, peculiarities, populations, files."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from stdnum.be import bis, nn, ssn

from matching.dates import IncompleteDate
from matching.person import Person
from matching.registry_file import read_registry
from matching.registry_parquet import SCHEMA, stream_persons
from matching.ssin import CountersExhaustedError
from matching.synthetic import (
    Rates,
    generate_parquet,
    generate_persons,
    population_of,
    sample_persons,
    write_registry,
)
from matching.synthetic.births import FIRST_YEAR, LAST_YEAR
from matching.synthetic.countries import BY_CODE, COUNTRIES, feminine, respell
from matching.synthetic.documents import FORMATS, KINDS, PER_PERSON, numbers_of
from matching.synthetic.numbers import BIS, NATIONAL, SsinIssuer
from matching.synthetic.people import RegistryUnwritableError
from matching.synthetic.pools import half_of, letters_hash, zipf_offset
from matching.synthetic.syllables import split

COUNT = 60_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("synthetic") / "measure.parquet"
    assert generate_parquet(path, COUNT, seed=4, population="measure") == COUNT
    return path


@pytest.fixture(scope="module")
def columns(file: Path) -> dict[str, list[object]]:
    return {name: pq.read_table(file, columns=[name]).column(0).to_pylist() for name in SCHEMA.names}


def test_the_same_seed_gives_the_same_people(registry: list[Person], file: Path, tmp_path: Path) -> None:
    assert generate_persons(200, seed=11)[:-1] == registry[:199]
    assert generate_persons(200, seed=12) != registry[:200]
    told: list[int] = []
    generate_parquet(tmp_path / "again", COUNT, seed=4, population="measure", progress=told.append)
    assert (tmp_path / "again").read_bytes() == file.read_bytes()
    assert sum(told) == COUNT


def test_persons_and_files_come_from_one_engine(file: Path) -> None:
    persons = generate_persons(300, seed=4, population="measure")
    in_file = stream_persons(file)
    assert [next(in_file) for _ in persons][:-1] == persons[:-1]


def test_numbers_are_valid_distinct_and_agree_with_birth_and_sex(registry: list[Person]) -> None:
    assert len({person.ssin for person in registry}) == len(registry) == 5_000
    for person in registry:
        assert person.ssin is not None
        assert ssn.is_valid(person.ssin)
        assert person.birth_date is not None
        assert person.ssin[:2] == person.birth_date[2:4]
        sex = bis.get_gender(person.ssin) if bis.is_valid(person.ssin) else nn.get_gender(person.ssin)
        assert person.gender in (0, {"M": 1, "F": 2, None: person.gender}[sex])


def test_national_and_bis_numbers_are_mixed(columns: dict[str, list[object]]) -> None:
    numbers = np.array(columns["ssin"])
    assert len(np.unique(numbers)) == COUNT
    months = numbers // 10_000_000 % 100
    assert 0.43 < np.mean(months <= 12) < 0.46
    assert 0.53 < np.mean(months >= 40) < 0.56
    assert 0.003 < np.mean((months >= 20) & (months <= 32)) < 0.01
    assert all(ssn.is_valid(f"{number:011d}") for number in numbers[::20])


def test_used_up_counters_go_on_elsewhere_and_are_refused_at_the_end() -> None:
    issuer = SsinIssuer()
    dates = np.full(10_000, 20000101)
    genders = np.tile([1, 2], 5_000)
    numbers = issuer.issue(dates, genders, np.full(10_000, BIS))
    assert len(set(numbers)) == 10_000
    assert all(ssn.is_valid(f"{number:011d}") for number in numbers)
    more = issuer.issue(dates, genders, np.full(10_000, NATIONAL))
    assert len({*numbers, *more}) == 20_000
    with pytest.raises(CountersExhaustedError):
        issuer.issue(dates, genders, np.full(10_000, NATIONAL))


def test_births_are_spread_and_some_unknown(columns: dict[str, list[object]]) -> None:
    dates = np.array(columns["birth_date"])
    nations = np.array(columns["country_of_birth"])
    years = dates // 10_000
    assert (years.min(), years.max()) == (FIRST_YEAR, LAST_YEAR)
    assert np.bincount(years).max() < 0.025 * COUNT
    january = dates % 10_000 == 101
    assert 0.01 < january.mean() < 0.04
    assert january[nations == "AFG"].mean() > 0.15
    assert january[nations == "POL"].mean() < 0.02
    assert 0.001 < np.mean(dates % 10_000 == 0) < 0.01
    assert 0.0003 < np.mean((dates % 100 == 0) & (dates % 10_000 > 0)) < 0.003
    assert all(IncompleteDate.parse(f"{d // 10_000}-{d // 100 % 100:02d}-{d % 100:02d}") for d in dates[::50])


def test_people_are_as_a_registry_has_them(columns: dict[str, list[object]]) -> None:
    nations = Counter(columns["nationality"])
    assert len([country for country in COUNTRIES if country.share]) == 47
    assert set(nations) == {country.alpha3 for country in COUNTRIES if country.share}
    assert 0.08 < nations["POL"] / COUNT < 0.16
    genders = Counter(columns["gender"])
    assert 0.52 < genders[1] / COUNT < 0.60
    assert 0.002 < genders[0] / COUNT < 0.008
    statuses = Counter(columns["status"])
    assert 0.002 < statuses["replaced"] / COUNT < 0.008
    assert 0.001 < statuses["cancelled"] / COUNT < 0.006
    twins = Counter(
        zip(columns["family_name"], columns["birth_date"], columns["place_of_birth"], strict=True)
    )
    assert 0.008 < sum(count - 1 for count in twins.values()) / COUNT < 0.03
    kinds = Counter(name["kind"] for names in columns["other_names"] for name in names)
    assert 0.04 < kinds["birth"] / COUNT < 0.12
    assert 0.004 < kinds["former"] / COUNT < 0.012


def test_documents_are_several_and_nobody_shares_one(columns: dict[str, list[object]]) -> None:
    per_person = Counter(map(len, columns["documents"]))
    assert 0.02 < per_person[0] / COUNT < 0.06
    assert 0.15 < per_person[2] / COUNT < 0.21
    shown = [(d["kind"], d["issuer"], d["number"]) for held in columns["documents"] for d in held]
    assert len(set(shown)) == len(shown) > COUNT


def test_replaced_numbers_lead_to_living_ones_in_chains(columns: dict[str, list[object]]) -> None:
    by = dict(zip(columns["ssin"], columns["replaced_by"], strict=True))
    lengths = Counter()
    for number in by:
        chain = [number]
        while (following := by[chain[-1]]) is not None:
            chain.append(following)
        lengths[len(chain) - 1] += 1
    assert lengths[1] > lengths[2] > 0


def test_replaced_and_replacing_are_one_person(registry: list[Person]) -> None:
    for older, newer in pairwise(registry):
        if older.status == "replaced":
            assert older.replaced_by == newer.ssin
            assert (older.names, older.birth_date) == (newer.names, newer.birth_date)


def test_names_have_common_ones_and_a_long_tail(columns: dict[str, list[object]]) -> None:
    families = Counter(
        family
        for family, nation in zip(columns["family_name"], columns["country_of_birth"], strict=True)
        if nation == "POL"
    )
    people = sum(families.values())
    assert families.most_common(1)[0][1] > 10
    assert sum(count for _, count in families.most_common(500)) > 0.15 * people
    assert sum(count == 1 for count in families.values()) > 0.3 * people


def test_names_follow_the_customs_of_their_countries(columns: dict[str, list[object]]) -> None:
    by_nation: dict[object, list[tuple[str, str, object]]] = {}
    for nation, family, given, gender in zip(
        *(columns[name] for name in ("nationality", "family_name", "given_names", "gender")), strict=True
    ):
        by_nation.setdefault(nation, []).append((str(family), str(given), gender))
    assert np.mean([" " in family for family, _, _ in by_nation["ESP"]]) > 0.85
    women = [family for family, _, gender in by_nation["POL"] if gender == 2]
    assert sum(name.endswith("ska") for name in women) > 10 * sum(name.endswith("ski") for name in women)
    assert np.mean([given.endswith(("ov", "ev", "ova", "eva")) for _, given, _ in by_nation["BGR"]]) > 0.6
    assert np.mean([not given for _, given, _ in by_nation["AFG"]]) > 0.08
    assert any(not family.isascii() for family, _, _ in by_nation["ROU"])
    assert any(family.startswith(("van ", "de ")) for family, _, _ in by_nation["NLD"])


def test_populations_have_no_names_in_common() -> None:
    halves = []
    for population in ("learn", "measure"):
        people = generate_persons(5_000, seed=5, population=population, rates=Rates(replaced=0.0))
        families = {person.names[0].family_name for person in people}
        halves.append((families, {part for person in people for part in person.names[0].given_names.split()}))
    (families, givens), (others, other_givens) = halves
    assert len(families) > 2_500
    # Habits of spelling can make one name of two: hardly ever.
    assert len(families & others) <= 0.002 * len(families)
    assert len(givens & other_givens) <= 0.01 * len(givens)
    assert half_of("Müller") == half_of("MULLER")
    assert {
        half_of(person.names[0].given_names.split()[0]) for person in people if person.nationality == "POL"
    } == {1}


def test_a_name_made_of_syllables_lies_in_the_half_of_the_whole() -> None:
    whole, _ = letters_hash("Kowalska")
    hashed = 0
    for syllable in split("Kowalska"):
        part, lift = letters_hash(syllable)
        hashed = (hashed * lift + part) % 2147483629
    assert hashed == whole


def test_the_commonest_name_has_its_share() -> None:
    for top, number, exponent in [(0.0053, 400_000, 0.9), (0.38, 1_000, 1.4)]:
        q = zipf_offset(top, number, exponent)
        low, high, one = (x ** (1 - exponent) for x in (q, q + number, q + 1))
        assert (one - low) / (high - low) == pytest.approx(top, rel=1e-6)


@pytest.mark.parametrize(
    ("name", "rule", "hers"),
    [
        ("Kowalski", "polish", "Kowalska"), ("Nowak", "polish", "Nowak"), ("Ivanov", "slavic", "Ivanova"),
        ("Novák", "czech", "Nováková"), ("Papadopoulos", "greek", "Papadopoulou"), ("Smith", "", "Smith"),
        ("Kazlauskas", "lithuanian", "Kazlauskienė"), ("Kalniņš", "latvian", "Kalniņa"),
    ],
)  # fmt: skip
def test_gendered_endings(name: str, rule: str, hers: str) -> None:
    assert feminine(name, rule) == hers


@pytest.mark.parametrize(
    ("name", "habit", "spelled"),
    [
        ("Kaczyński", "german", "Katschyński"),
        ("Youssef", "french", "Youssef"),
        ("Öztürk", "german", "Oeztuerk"),
        ("Chaimaa", "english", "Shaimaa"),
        ("Zhuravlev", "cyrillic", "Juravlev"),
        ("Lodz", "german", "Lodz"),
    ],
)
def test_habits_of_spelling(name: str, habit: str, spelled: str) -> None:
    assert respell(name, habit) == spelled


def test_every_country_spells_by_known_habits_and_rules() -> None:
    for country in COUNTRIES:
        assert not country.rule or feminine("xskis", country.rule)
        assert all(respell("x", habit) for habit in country.habits)
    assert set(FORMATS) <= set(BY_CODE)


def test_document_numbers_are_as_many_as_serials() -> None:
    serials = np.arange(0, 200_000 * PER_PERSON, 7)
    for country in (0, 13, 40):
        for kind in range(len(KINDS)):
            numbers = numbers_of(serials, np.full(len(serials), country), np.full(len(serials), kind))
            assert pc.count_distinct(numbers).as_py() == len(serials)


def test_a_sample_is_drawn_without_repetition_and_follows_chains(
    file: Path, columns: dict[str, list[object]]
) -> None:
    persons = sample_persons(file, 3_000, seed=2)
    assert len({person.ssin for person in persons}) == len(persons) == 3_000
    assert persons == sample_persons(file, 3_000, seed=2)
    assert persons != sample_persons(file, 3_000, seed=3)
    statuses = dict(zip(columns["ssin"], columns["status"], strict=True))
    births = dict(zip(columns["ssin"], columns["birth_date"], strict=True))
    for person in persons:
        assert births[int(person.ssin or 0)] == int((person.birth_date or "").replace("-", ""))
        if person.replaced_by:
            assert statuses[int(person.replaced_by)] != "replaced"
    assert population_of(file) == "measure"


def test_a_sample_of_a_small_file_is_all_of_it(tmp_path: Path) -> None:
    generate_parquet(tmp_path / "small.parquet", 500)
    assert len(sample_persons(tmp_path / "small.parquet", 1_000)) == 500
    assert population_of(tmp_path / "small.parquet") == "all"


def test_files_that_cannot_be_written_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryUnwritableError):
        generate_parquet(tmp_path / "no" / "file.parquet", 10)
    with pytest.raises(RegistryUnwritableError):
        write_registry([], tmp_path / "no" / "file")
    assert list(tmp_path.iterdir()) == []


def test_a_registry_file_holds_the_same_people(registry: list[Person], tmp_path: Path) -> None:
    assert write_registry(registry[:300], tmp_path / "registry.jsonl") == 300
    assert list(read_registry(tmp_path / "registry.jsonl")) == registry[:300]
