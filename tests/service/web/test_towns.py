"""Belgian postcodes: the names of their municipalities by language, and an address without a town."""

import pytest

from matching.person import Address
from service.languages import LANGUAGES
from service.requests.schemas import AddressesEntered
from service.web.countries import list_countries
from service.web.towns import all_towns, complete_towns, only_town


@pytest.mark.parametrize(
    ("language", "postcode", "names"),
    [
        ("nl", "1000", ["Brussel", "Bruxelles"]),
        ("fr", "1000", ["Bruxelles", "Brussel"]),
        ("nl", "4000", ["Luik", "Liège"]),
        ("de", "4780", ["Sankt Vith"]),
        ("fr", "4780", ["Saint-Vith", "Sankt Vith"]),
        ("en", "2000", ["Antwerpen"]),
        ("nl", "1804", ["Vilvoorde", "Zemst"]),
    ],
)
def test_a_town_has_its_name_in_the_language_and_the_official_ones(language, postcode, names):
    assert all_towns(language)[postcode] == names


def test_only_a_postcode_of_one_municipality_leaves_no_doubt():
    assert only_town("nl", "9000") == "Gent"
    assert only_town("nl", "1040") is None
    assert only_town("nl", "1099") is None
    assert only_town("nl", None) is None


def test_a_missing_town_is_completed_in_belgium_and_nothing_else():
    contact = Address(country="BEL", street_name="Kouter", house_number="1", post_code="9000")
    abroad = Address(country="POL", post_code="9000")
    done = complete_towns(AddressesEntered(residence_address=abroad, contact_address=contact), "fr")
    assert done.contact_address.municipality_name == "Gand"
    assert done.residence_address == abroad
    typed = contact.model_copy(update={"municipality_name": "Gentbrugge"})
    assert complete_towns(AddressesEntered(contact_address=typed), "fr").contact_address == typed


def test_the_portal_gives_them_to_whoever_is_signed_in_and_asks_no_look_up(client, sign_in, employer):
    assert client.get("/towns/nl.json").status_code in {303, 401}
    sign_in(employer)
    answer = client.get("/towns/nl.json")
    assert answer.json()["9000"] == ["Gent"]
    assert "private" in answer.headers["cache-control"]
    assert client.get("/towns/xx.json").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_countries_stand_in_the_order_of_the_alphabet(language):
    names = [name for _, name in list_countries(language)]
    first = [name[0] for name in names]
    assert first.index("E") < first.index("F")
    late = {"fr": "Égypte", "de": "Österreich", "nl": "Ethiopië", "en": "Åland Islands"}[language]
    around = {"fr": "F", "de": "P", "nl": "F", "en": "B"}[language]
    assert names.index(late) < first.index(around)
