"""Payloads of American and Canadian licences; the holders are invented."""

import pytest

from ocr.barcode.aamva import parse_aamva, read_date

HEADER = "@\n\x1e\rANSI 636014{version:02}0102DL00410288ZC03290015"


def _payload(*elements: str, version: int = 10, kind: str = "DL") -> str:
    head = HEADER.format(version=version).replace("DL", kind)
    return head + kind + "\n".join(elements) + "\rZCZCAN\r"


WHOLE = (
    "DAQY7654321",
    "DCSO'NEILL-VEGA",
    "DDEN",
    "DACMARISOL",
    "DDFN",
    "DADJUNE",
    "DBD03152021",
    "DBB11021988",
    "DBA11022029",
    "DBC2",
    "DAG12 ELM ST APT 4",
    "DAISPRINGTON",
    "DAJCA",
    "DAK956030000  ",
    "DCGUSA",
)


def test_a_licence_says_who_its_holder_is() -> None:
    card = parse_aamva(_payload(*WHOLE))
    assert card is not None
    assert (card.kind, card.issuer, card.truncated) == ("drivingLicence", "USA", frozenset())
    assert card.values == {
        "familyName": "O'NEILL-VEGA",
        "givenNames": "MARISOL JUNE",
        "birthDate": "1988-11-02",
        "expiryDate": "2029-11-02",
        "issueDate": "2021-03-15",
        "gender": 2,
        "documentNumber": "Y7654321",
        "residenceAddress": "12 ELM ST APT 4, SPRINGTON, CA 95603",
    }
    assert card.texts["birthDate"] == "11021988"


def test_an_identity_card_is_one() -> None:
    card = parse_aamva(_payload(*WHOLE, kind="ID"))
    assert card is not None
    assert card.kind == "identityCard"


def test_canada_writes_the_year_first_and_the_united_states_the_month() -> None:
    canadian = parse_aamva(_payload("DAQ1", "DCSROY", "DBB20011102", "DCGCAN"))
    assert canadian is not None
    assert canadian.issuer == "CAN"
    assert canadian.values["birthDate"] == "2001-11-02"
    assert read_date("11122010", year_first=False) == "2010-11-12"
    assert read_date("11122010", year_first=True) == "2010-11-12"  # the year 1112 is nobody's


@pytest.mark.parametrize("text", ["00000000", "99999999", "13322020", "1102198", "DATE", ""])
def test_what_is_no_date_is_left_out(text: str) -> None:
    assert read_date(text, year_first=False) is None


def test_early_versions_have_the_name_in_one_element() -> None:
    card = parse_aamva(_payload("DAAVEGA,MARISOL,JUNE", "DAQ77", "DBB19881102", "DBCF", version=1))
    assert card is not None
    assert (card.values["familyName"], card.values["givenNames"]) == ("VEGA", "MARISOL JUNE")
    assert (card.values["birthDate"], card.values["gender"]) == ("1988-11-02", 2)


def test_a_name_that_was_cut_off_is_marked() -> None:
    card = parse_aamva(
        _payload("DAQ77", "DCSVEGAMONTALVOYEPESCAMPOSDELAFUENTESANTO", "DDET", "DACMARISOL", "DDFN")
    )
    assert card is not None
    assert card.truncated == {"familyName"}


@pytest.mark.parametrize("empty", ["NONE", "unavl", ""])
def test_a_middle_name_that_is_none_is_no_name(empty: str) -> None:
    card = parse_aamva(_payload("DAQ77", "DCSVEGA", "DACMARISOL", "DAD" + empty))
    assert card is not None
    assert card.values["givenNames"] == "MARISOL"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.org/DCSVEGA",
        "@\n\x1e\rANSI 63601410",
        _payload("DAYBRO", "DAU068 in"),
        "DCSVEGA\nDAQ77",
        "@\n" + "\n" * 5000 + "ANSI 636014100102DL",
        "@ANSI 636014100102DL" + "A" * 100_000,
    ],
)
def test_other_payloads_are_no_card(text: str) -> None:
    assert parse_aamva(text) is None
