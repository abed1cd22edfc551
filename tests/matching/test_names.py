import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.compare_names import compare_family, compare_given, given_conflict, is_truncated
from matching.keys import part_keys
from matching.names import prepare


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Müller", "MUELLER", "exact"),
        ("Müller", "MULLER", "exact"),
        ("Muller", "Mueller", "variant"),
        ("NUNXXEZ", "Nuñez", "exact"),
        ("Łukasiński", "LUKASINSKI", "exact"),
        ("Kowalski", "Kowalska", "variant"),
        ("Ivanov", "Ivanova", "variant"),
        ("van der Berg", "Vanderberg", "exact"),
        ("van der Berg", "Berg", "variant"),
        ("O'Brien", "OBrien", "exact"),
        ("Щербаков", "Shcherbakov", "exact"),
        ("Yushchenko", "Iushchenko", "variant"),
        ("Γεωργίου", "Georgiou", "exact"),
        ("da Silva Santos", "Silva", "partial"),
        ("Nowak-Kowalska", "Nowak", "partial"),
        ("Garcia Lopez", "Garcia Perez", "sharedToken"),
        ("Wisniewski", "Wisnieqski", "typo"),
        ("Kowal", "K0wal", "typo"),
        ("Li", "Lu", "different"),
        ("Kowalska", "Popescu", "different"),
        ("", "Popescu", "missing"),
    ],
)
def test_family_levels(one: str, other: str, level: str) -> None:
    assert compare_family(one, other) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Anna Maria", "ANNA MARIA", "exact"),
        ("Anna Maria", "Anna", "partial"),
        ("Anna Maria", "Maria Anna", "variant"),
        ("Jean-Claude", "JEAN CLAUDE", "exact"),
        ("Юрій", "Yuriy", "exact"),
        ("Yuriy", "Iurii", "variant"),
        ("A", "Anna", "initial"),
        ("Katarzyna", "Kasia", "nickname"),
        ("Bartosz", "Batrosz", "typo"),
        ("Anna", "Eva", "different"),
        ("Anna Maria", "Anna Sofia", "sharedToken"),
    ],
)
def test_given_levels(one: str, other: str, level: str) -> None:
    assert compare_given(one, other) == level


def test_a_contradicting_patronymic_is_told_from_a_second_name() -> None:
    assert given_conflict("Ivan Petrovich", "Ivan Sergeevich") == "patronymic"
    assert given_conflict("Anna Maria", "Anna Sofia") == "givenNames"
    assert given_conflict("Anna Maria", "Anna") == "none"
    assert given_conflict("Anna Maria", "Anna M") == "none"


def test_truncation_needs_a_full_name_field() -> None:
    cut = "Papandropoulou Konstantinidou Ale"
    assert is_truncated("Papandropoulou Konstantinidou Alexandra", cut, 39)
    assert not is_truncated("Papandropoulou Konstantinidou Alexandra", cut, 35)


@given(st.text(max_size=20), st.text(max_size=20))
def test_levels_are_symmetric_for_any_text(one: str, other: str) -> None:
    assert compare_family(one, other) == compare_family(other, one)
    assert compare_given(one, other) == compare_given(other, one)


@given(st.text(max_size=30))
def test_every_text_agrees_with_itself_and_is_ascii(text: str) -> None:
    prepared = prepare(text)
    assert all(token.isascii() for form in prepared.forms for token in form)
    assert compare_family(text, text) == ("exact" if prepared.forms else "missing")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Kowalski", "Kowalska"),
        ("Юрій", "Iurii"),
        ("van den Berg", "Berg"),
        ("Wójcik", "Vojcik"),
    ],
)
def test_forgivable_spellings_share_a_key(one: str, other: str) -> None:
    assert set(part_keys(one).all) & set(part_keys(other).all)
