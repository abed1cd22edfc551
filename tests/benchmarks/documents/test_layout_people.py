"""Invented people: numbers that pass the standards' tests; scripts, names, dates as documents have them."""

import importlib
from datetime import date

import numpy as np
import pytest

from benchmarks.documents.layouts.load import list_states, load_state
from benchmarks.documents.layouts.model import Style
from benchmarks.documents.layouts.names import places_of, pool_of
from benchmarks.documents.layouts.numbers import fill_pattern, invent_personal, show_number
from benchmarks.documents.layouts.person import invent_holder
from benchmarks.documents.layouts.scripts import romanise, shape_arabic, to_cyrillic, to_upper
from benchmarks.documents.layouts.values import print_date

CHECKED = [code for code in list_states() if (personal := load_state(code).personal) and personal.check]


@pytest.mark.parametrize("state", CHECKED)
def test_personal_numbers_pass_the_standards_own_test(state):
    personal = load_state(state).personal
    rng = np.random.default_rng(1)
    for born, male in ((date(1984, 3, 9), True), (date(2001, 11, 28), False)):
        number = invent_personal(personal, born, male, ("rossi", "anna"), rng)
        assert importlib.import_module(f"stdnum.{personal.check}").is_valid(number)


def test_personal_numbers_say_birth_date_and_sex():
    number = invent_personal(
        load_state("POL").personal, date(2001, 11, 28), False, ("", ""), np.random.default_rng(2)
    )
    pesel = importlib.import_module("stdnum.pl.pesel")
    assert pesel.get_birth_date(number) == date(2001, 11, 28)
    assert pesel.get_gender(number) == "F"


def test_numbers_follow_their_patterns():
    number = fill_pattern("AA-99 X", np.random.default_rng(3))
    assert number[:2].isalpha()
    assert number[2] == "-"
    assert number[3:5].isdigit()
    assert show_number("85010112345", "######/#") == "850101/12345"
    assert show_number("123", "") == "123"


def test_names_are_romanised_as_passports_do():
    assert romanise("Юлия Щерева", "bulgarian") == "Yulia Shtereva"
    assert romanise("Щербаківська", "ukrainian") == "Shcherbakivska"
    assert romanise("Παπαδόπουλος", "greek") == "Papadopoulos"
    assert romanise("ჭავჭავაძე", "georgian") == "Chavchavadze"
    assert to_cyrillic("Ljubica Džodan Đorđević") == "Љубица Џодан Ђорђевић"


def test_capitals_follow_the_language():
    assert to_upper("İzmir ışık", "tr") == "İZMİR IŞIK"
    assert to_upper("izmir", "tr") == "İZMİR"
    assert to_upper("Παπαδόπουλος") == "ΠΑΠΑΔΟΠΟΥΛΟΣ"
    assert to_upper("გვარი") == "გვარი"


def test_arabic_letters_are_joined_and_drawn_from_the_right():
    # Meem initial, hah medial, meem medial, dal final; drawn in the opposite order.
    assert shape_arabic("محمد") == "\ufeaa\ufee4\ufea4\ufee3"
    # Lam and alef are one sign; alef does not join what follows.
    assert shape_arabic("لا") == "\ufefb"
    assert shape_arabic("POL") == "POL"


@pytest.mark.parametrize(
    ("form", "day", "printed"),
    [
        ("{d}.{m}.{Y}", "1974-08-12", "12.08.1974"),
        ("{d} {B} {y}", "1974-08-12", "12 AOÛT/AUG 74"),
        ("{d} {B} {Y}", "1974-11-12", "12 NOV 1974"),
        ("{Y}-{m}-{d}", "1974-00-00", "1974-00-00"),
        ("{d} {b} {Y}", "1974-00-00", "00 00 1974"),
    ],
)
def test_dates_are_printed_in_the_documents_form(form, day, printed):
    assert print_date(day, Style(languages=("fr", "en"), date=form)) == printed


def test_every_state_has_names_and_towns_enough():
    for state in list_states():
        for kind in ("male", "female", "family_male", "family_female"):
            pool = pool_of(state, kind)
            assert len(pool.names) >= 10, (state, kind)
            assert pool.shares[-1] == pytest.approx(1.0)
        assert len(places_of(state)) >= 7


def test_people_differ_and_fit_their_documents():
    holders = [invent_holder("NLD", "passport", np.random.default_rng(seed)) for seed in range(40)]
    assert len({holder.family_name for holder in holders}) > 30
    assert any(" " in holder.family_name for holder in holders)
    assert all(holder.issue_date < holder.expiry_date for holder in holders)
    assert {holder.gender for holder in holders} >= {1, 2}
