"""The registry in PostgreSQL finds whom the index in memory finds, and whoever was added a moment ago."""

import numpy as np
import pytest
from sqlalchemy import select, text

from matching.columns import PersonColumns
from matching.index import PersonIndex
from matching.keys import part_code, retrieval_keys, search_keys
from matching.person import IdentityDocument, Name, Person, PersonRequest
from matching.synthetic import ErrorRates, generate_persons, generate_requests
from matching.vocabulary import Vocabulary
from service.db import transaction
from service.registry.blocks import Blocks
from service.registry.importing import import_persons
from service.registry.knowledge import KnowledgeCache
from service.registry.models import RegistryKey, RegistryOutline, RegistryPerson, RegistryStatistics
from service.registry.repository import SqlRegistry, insert_person
from service.registry.rows import KEY_ROW, outline_rows, pack_keys
from service.registry.search import find
from service.registry.service import search_readonly

PERSONS, REQUESTS, LIMIT = 3_000, 300, 80


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return generate_persons(PERSONS, seed=31)


@pytest.fixture
def filled(services, people):
    """The people alone stand in the registry."""
    with transaction(services.engine) as session:
        session.execute(text("TRUNCATE registry_person, registry_outline, registry_key, registry_statistics"))
        import_persons(session, people)
    return services


def test_the_database_finds_and_ranks_like_the_index_in_memory(filled, people):
    index, rates = PersonIndex(people), ErrorRates().scaled(2.0)
    found = 0
    with transaction(filled.engine) as session:
        registry = SqlRegistry(session)
        of_id = dict(session.execute(select(RegistryPerson.id, RegistryPerson.ssin)).all())
        for case in generate_requests(people, REQUESTS, seed=32, rates=rates):
            keys = search_keys(case.request, index.similar)
            assert search_keys(case.request, registry.knowledge.similar).numbers() == keys.numbers()
            rows = index.rows(keys)
            named = {person.ssin for person in index._persons.persons(rows, {})}
            assert {of_id[number] for number in find(session, keys).ids.tolist()} == named
            ranked = [person.ssin for person in registry.search(case.request, LIMIT)]
            assert len(ranked) == len({*ranked})
            assert {*ranked} == {person.ssin for person in index.search(case.request, LIMIT)}
            found += case.ssin is not None
    assert found > REQUESTS / 3


def test_both_decide_alike(filled, people):
    index = PersonIndex(people)
    from matching.decide import decide

    with transaction(filled.engine) as session:
        for case in generate_requests(people, REQUESTS, seed=33):
            here, there = (
                search_readonly(session, case.request),
                decide(case.request, index, index.frequencies),
            )
            assert (here.outcome, here.ssin) == (there.outcome, there.ssin)


def test_rows_in_columns_are_those_of_each_person(people):
    odd = [
        Person(ssin="1", names=[Name(family_name="Sukarno")], birth_date="1990-01-00"),
        Person(ssin="2", names=[Name(given_names="Anna Maria")]),
        Person(
            ssin="3",
            names=[Name(family_name="Müller-Łoś", given_names="Ян"), Name(family_name="K.", kind="birth")],
            birth_date="1990-05-05",
            documents=[IdentityDocument(kind="passport", number="ab-1 2", issuer="POL")],
            place_of_birth="Sint \n Niklaas",
        ),
        Person(ssin="4", names=[Name()], birth_date="1990-05-05"),
    ]
    persons = [*people[:500], *odd]
    columns = PersonColumns.of(persons)
    blocks = Blocks(columns, Vocabulary(columns.family.texts), Vocabulary(columns.given.texts), first=7)
    numbered = [*zip(blocks.ids(0, len(persons)), persons, strict=True)]
    assert sorted(number for number, _ in numbered) == [*range(7, 7 + len(persons))]
    births = [person.birth_date or "" for _, person in sorted(numbered, key=lambda pair: pair[0])]
    assert births == sorted(births)
    for start, end in ((0, 200), (200, len(persons))):
        some = numbered[start:end]
        assert [*blocks.outlines(start, end)] == [
            row for number, one in some for row in outline_rows(number, one)
        ]
        packed = np.frombuffer(blocks.packed_keys(start, end), KEY_ROW)
        reference = sorted((key, number) for number, one in some for key in retrieval_keys(one))
        assert [*zip(packed["key"].tolist(), packed["person_id"].tolist(), strict=True)] == reference
        assert pack_keys(*zip(*reference, strict=True)) == packed.tobytes()


VARIANTS = [
    {"family_name": "Zzyzxowitsch-Mueller"},
    {"family_name": "ZZYZXOWITSCH MULLER"},
    {"family_name": "Zzyzxowitsch"},
    {"family_name": "Zzytxowitsch-Müller"},
    {"given_names": "Quirinia"},
    {"given_names": "Quirinyus"},
    {"family_name": "Quirinius", "given_names": "Zzyzxowitsch-Müller"},
    {"birth_date": "1979-11-03"},
    {"birth_date": "1979-12-03"},
    {"birth_date": "1978-03-12"},
    {"birth_date": "1997-03-12"},
    {"birth_date": "1979-03-00"},
    {"birth_date": "1979-00-00"},
    {"birth_date": "1979-01-01"},
    {"birth_date": None},
    {"birth_date": "1955-08-30", "family_name": "Zzyzxowitschk Müller"},
]  # fmt: skip
"""The last one is found by the pair of names alone, one letter of a name off that nobody bore before."""


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_person_added_is_found_by_the_next_query_however_spelled(services, variant):
    plain = {"family_name": "Zzyzxowitsch-Müller", "given_names": "Quirinius", "birth_date": "1979-03-12"}
    number = "79431200147"

    def request(values):
        name = Name(family_name=values["family_name"], given_names=values["given_names"])
        return PersonRequest(names=[name], birth_date=values["birth_date"])

    with transaction(services.engine) as session:
        SqlRegistry(session).search(request(plain), LIMIT)  # fills the process's memory
        person = Person(ssin=number, names=request(plain).names, birth_date=plain["birth_date"])
    with transaction(services.engine) as session:
        insert_person(session, person, None)
    with transaction(services.engine) as session:
        registry = SqlRegistry(session)
        assert number in {person.ssin for person in registry.search(request(plain | variant), LIMIT)}
        assert registry.person(number) == person


def test_every_process_learns_of_persons_and_imports(services, people):
    """`KnowledgeCache` stands for a process."""
    mine, others = KnowledgeCache(), KnowledgeCache()
    person = Person(ssin="79431200147", names=[Name(family_name="Zzyzxowitsch", given_names="Xaver")])
    with transaction(services.engine) as session:
        before = mine.get(session)
        assert mine.get(session) is before
        assert not len(others.get(session).similar("zzxvk"))
    with transaction(services.engine) as session:
        insert_person(session, person, None)
    with transaction(services.engine) as session:
        learned = mine.get(session)
        alike = learned.similar("zzxvk").tolist()
        assert alike
        assert learned.frequencies is before.frequencies
        assert others.get(session).similar("zzxvk").tolist() == alike
        known = {*session.scalars(select(RegistryPerson.ssin))}
    with transaction(services.engine) as session:
        import_persons(session, [one for one in people if one.ssin not in known][:50])
    with transaction(services.engine) as session:
        renewed = others.get(session)
        assert renewed.size == before.size + 51  # the person added is counted by the import
        assert renewed.similar("zzxvk").tolist() == alike
        known_keys = session.get_one(RegistryStatistics, 1).name_keys.split("\n")
        assert {*alike} <= {part_code(key) for key in known_keys}


def test_an_import_into_a_filled_registry_leaves_the_same_rows_as_one_at_once(services, people):
    def rows(session):
        ids = dict(session.execute(select(RegistryPerson.id, RegistryPerson.ssin)).all())
        keys = {
            (key, ids[owner])
            for key, owner in session.execute(select(RegistryKey.key, RegistryKey.person_id))
        }
        outlines = {
            (ids[row.person_id], row.name, row.birth, row.codes, row.family, row.given, row.place)
            for row in session.scalars(select(RegistryOutline))
        }
        statistics = session.get_one(RegistryStatistics, 1)
        return keys, outlines, statistics.frequencies, statistics.name_keys, statistics.persons

    seen = []
    for parts in ([people[:600]], [people[:200], people[200:600]]):
        with transaction(services.engine) as session:
            session.execute(
                text("TRUNCATE registry_person, registry_outline, registry_key, registry_statistics")
            )
        for part in parts:
            with transaction(services.engine) as session:
                import_persons(session, part)
        with transaction(services.engine) as session:
            seen.append(rows(session))
    assert seen[0] == seen[1]


def test_a_failed_import_leaves_the_registry_as_it_was(services, people):
    from service.registry.importing import NumberTaken

    def everything(session):
        return {*session.scalars(select(RegistryPerson.ssin))}, session.scalar(select(text("now()"))) is None

    with transaction(services.engine) as session:
        before = everything(session)
    for fresh in (False, True):
        if fresh:
            with transaction(services.engine) as session:
                session.execute(
                    text("TRUNCATE registry_person, registry_outline, registry_key, registry_statistics")
                )
            before = (set(), False)
        with pytest.raises(NumberTaken), transaction(services.engine) as session:
            import_persons(session, [people[0], *people[:20]])
        with transaction(services.engine) as session:
            assert everything(session) == before
            assert session.scalar(
                text("SELECT count(*) FROM pg_indexes WHERE tablename LIKE 'registry\\_%' AND indexname ~"
                     " '^(pk|uq|ix)_registry_(person|key|outline)'")
            ) == 7  # fmt: skip


def test_the_knowledge_of_an_empty_registry_is_cautious(services):
    with transaction(services.engine) as session:
        session.execute(text("TRUNCATE registry_person, registry_outline, registry_key, registry_statistics"))
    with transaction(services.engine) as session:
        registry = SqlRegistry(session)
        assert registry.size == 0
        request = PersonRequest(names=[Name(family_name="Nowak", given_names="Jan")], birth_date="1980-02-03")
        assert registry.search(request, LIMIT) == []
        assert not len(registry.knowledge.similar("nvk"))
