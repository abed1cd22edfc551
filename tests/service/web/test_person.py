"""The personal data: two readings to choose from, a change by hand beside what was read, and the way back."""

import re

import pytest

from mrz.generate import ZoneData, generate
from ocr.extraction import MrzZone, Source
from tests.service.conftest import seen

PRINTED = "1985-07-12"
IN_ZONE = "1985-01-12"


@pytest.fixture
def form(client, sign_in, employer):
    client.cookies.set("belgianidpro_language", "en")
    return sign_in(employer)


@pytest.fixture
def draft(working, finished, read_as, employer, newcomer):
    """A draft whose scan says two things of the birth date; its path."""
    from service.requests.service import create_draft

    zone_data = ZoneData(
        document_code="P",
        issuer="POL",
        family_name="TESTOWA",
        given_names="ANNA",
        document_number="ZS0000177",
        nationality="POL",
        birth_date=IN_ZONE,
        gender=2,
        expiry_date="2036-01-01",
    )
    lines = generate("TD3", zone_data)
    reading = read_as(newcomer)
    zone = Source(zone="mrz", text="850112", page=0, confidence=0.9)
    conflict = seen(PRINTED, "conflict").model_copy(update={"sources": [*seen(PRINTED).sources, zone]})
    document = reading.documents[0].model_copy(
        update={"mrz": MrzZone(format="TD3", lines=[*lines], valid=True, confidence=0.9, checks={})}
    )
    reading = reading.model_copy(
        update={"fields": {**reading.fields, "birthDate": conflict}, "documents": [document]}
    )
    extraction_id = finished(employer, reading)
    with working(employer) as work:
        return f"/requests/{create_draft(work, extraction_id).id}"


def entered(page: str) -> dict[str, str]:
    """The form as a browser would send it."""
    fields = dict(re.findall(r'<input class="govuk-input[^>]*name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]+)" selected', options)
        fields[name] = chosen.group(1) if chosen else ""
    gender = re.search(r'name="gender"[^>]*value="(\d)" checked', page)
    return {**fields, "gender": gender.group(1) if gender else ""}


def test_both_readings_are_shown_and_one_press_takes_the_other(client, form, draft):
    page = client.get(f"{draft}/person").text
    assert "Two readings, please choose" in page
    assert "12 July 1985" in page
    assert "12 January 1985" in page
    assert (entered(page)["birthDate-month"], entered(page)["birthDate-day"]) == ("07", "12")
    answer = client.post(f"{draft}/person", data={**form, **entered(page), "take": "birthDate:1"})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("#status-birthDate")
    assert entered(client.get(f"{draft}/person").text)["birthDate-month"] == "01"


def test_a_change_by_hand_stands_beside_what_was_read_and_can_be_taken_back(client, form, draft):
    page = client.get(f"{draft}/person").text
    data = entered(page)
    read = data["familyName"]
    client.post(f"{draft}/person", data={**form, **data, "familyName": "Andere"})
    page = client.get(f"{draft}/person").text
    told = re.search(r'<p class="app-changed" data-changed>(.*?)</p>', page, re.S).group(1)
    assert "Changed by hand" in told
    assert read in told
    client.post(f"{draft}/person", data={**form, **entered(page), "take": "familyName:read"})
    assert entered(client.get(f"{draft}/person").text)["familyName"] == read


@pytest.mark.parametrize("take", ["birthDate:7", "nothing:0", "birthDate:-1", ":", "familyName:x"])
def test_a_reading_that_is_not_there_changes_nothing(client, form, draft, take):
    data = entered(client.get(f"{draft}/person").text)
    client.post(f"{draft}/person", data={**form, **data, "take": take})
    assert entered(client.get(f"{draft}/person").text) == data


def test_a_change_from_the_check_leads_back_to_it(client, form, draft, addresses, working, employer):
    from service.requests.service import save_addresses

    with working(employer) as work:
        save_addresses(work, draft.rsplit("/", 1)[1], addresses)
    check = client.get(f"{draft}/check").text
    link = re.search(r'href="([^"]+person\?back=check)#person-familyName"', check).group(1)
    page = client.get(link).text
    assert 'name="back" value="check"' in page
    data = {**form, **entered(page), "back": "check"}
    assert client.post(f"{draft}/person", data=data).headers["location"] == f"{draft}/check"
    elsewhere = {**data, "back": "//evil.example"}
    assert client.post(f"{draft}/person", data=elsewhere).headers["location"] == f"{draft}/address"


def test_save_and_come_back_keeps_even_what_is_wrong(client, form, draft):
    data = {**form, **entered(client.get(f"{draft}/person").text), "birthDate-month": "13", "later": "yes"}
    assert client.post(f"{draft}/person", data=data).headers["location"] == "/requests"
    assert entered(client.get(f"{draft}/person").text)["birthDate-month"] == "13"
    assert draft in client.get("/requests").text


def test_what_the_minimal_data_lack_is_named_with_its_place(client, form, draft):
    data = entered(client.get(f"{draft}/person").text)
    client.post(f"{draft}/person", data={**form, **data, "placeOfBirth": "", "gender": "0"})
    answer = client.post(
        f"{draft}/address",
        data={**form, "residence-country": "BEL", "residence-municipalityName": "Gent"},
    )
    assert answer.status_code == 400
    unmet = re.search(r'id="person".*?</div>', answer.text, re.S).group(0)
    assert "Place of birth" in unmet
    assert "Sex" in unmet
    assert "Date of birth" not in unmet
    assert "person?back=address#person-placeOfBirth" in unmet


def test_a_belgian_postcode_completes_the_town_without_scripts(client, form, draft):
    address = {
        "residence-country": "POL",
        "residence-municipalityName": "Łódź",
        "contact-streetName": "Kouter",
        "contact-houseNumber": "1",
        "contact-postCode": "9000",
    }
    answer = client.post(f"{draft}/address", data={**form, **address})
    assert answer.headers["location"] == f"{draft}/check"
    assert "9000 Gent" in client.get(f"{draft}/check").text
