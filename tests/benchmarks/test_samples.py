"""The committed samples: files, numbers and people that belong together."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from stdnum.be import bis

from benchmarks.documents.samples import make_samples
from benchmarks.documents.scenarios import SCENARIOS
from matching.person import Person, PersonRequest

FOLDER = Path(__file__).parents[2] / "service" / "demo" / "samples"
MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def summary():
    return json.loads((FOLDER / "samples.json").read_text("utf-8"))


def test_every_file_is_listed_and_unchanged(summary):
    listed = [name for sample in summary["samples"] for name in sample["files"]]
    present = {path.name for path in FOLDER.iterdir()} - {"samples.json"}
    assert sorted(listed) == sorted(present) == sorted(summary["sha256"])
    for name, digest in summary["sha256"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES


def test_people_follow_the_contract_and_numbers_are_valid(summary):
    people = [Person.model_validate(person) for person in summary["registry"]]
    for person in people:
        assert bis.is_valid(person.ssin)
        assert bis.get_birth_date(person.ssin) == date.fromisoformat(person.birth_date)
        assert bis.get_gender(person.ssin) == {1: "M", 2: "F"}[person.gender]
    assert len({person.ssin for person in people}) == len(people)
    for sample in summary["samples"]:
        PersonRequest.model_validate(sample["person"])


def test_outcomes_fit_the_registry(summary):
    known = {
        (
            person["names"][0]["familyName"].upper(),
            person["names"][0]["givenNames"].upper(),
            person["birthDate"],
        )
        for person in summary["registry"]
    }
    outcomes = set()
    for sample in summary["samples"]:
        name, born = sample["person"]["names"][0], sample["person"]["birthDate"]
        found = (name["familyName"].upper(), name["givenNames"].upper(), born) in known
        outcomes.add(sample["outcome"])
        if sample["outcome"] in {"existingPerson", "newPerson"}:
            assert found == (sample["outcome"] == "existingPerson"), sample["id"]
        expiry = date.fromisoformat(sample["person"]["documents"][0]["expiryDate"])
        assert (
            (expiry < date(2026, 1, 1)) if sample["id"] == "passport-expired" else expiry >= date(2033, 1, 1)
        )
    assert outcomes == {"existingPerson", "newPerson", "review", "refused"}


def test_the_twin_shares_all_but_the_given_names(summary):
    sample = next(sample for sample in summary["samples"] if sample["id"] == "passport-twin")["person"]
    twins = [
        person
        for person in summary["registry"]
        if person["birthDate"] == sample["birthDate"]
        and person["names"][0]["familyName"].upper() == sample["names"][0]["familyName"]
    ]
    assert len(twins) == 1
    assert twins[0]["names"][0]["givenNames"].upper() != sample["names"][0]["givenNames"]
    assert twins[0]["placeOfBirth"].upper() == sample["placeOfBirth"]


def test_drawing_again_gives_the_same_people(drawn, summary, tmp_path):
    drawn("passport", 1)
    again = make_samples(tmp_path, SCENARIOS[:1])
    assert again["samples"] == summary["samples"][:1]
    assert again["registry"] == summary["registry"][:1]
    assert (tmp_path / "passport-known.jpg").stat().st_size > 50_000
