"""From the portal's forms to what the service takes, and from its findings to words at a field."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.identification import BELGIUM
from matching.person import Address
from service.requests.schemas import AddressesEntered, CheckIssue, DocumentEntered, PersonEntered
from service.web.i18n import mark

MAX_FIELD = 200
PARTS = ("streetName", "houseNumber", "boxNumber", "postCode", "municipalityName")
DATES = ("birthDate", "expiryDate")
PERSON_STEP, ADDRESS_STEP = ("person", "document"), ("residenceAddress", "contactAddress")

FINDINGS = {
    "person.familyName": mark("Enter the family name or the given names as printed on the document."),
    "person.birthDate": mark(
        "Enter a date of birth in the past; day and month may stay empty if the document has none."
    ),
    "person.placeOfBirth": mark("Enter the place of birth, at most 200 characters."),
    "person.givenNames": mark("Enter the given names, at most 200 characters."),
    "document.expiryDate": mark(
        "The document has expired, or its expiry date is not a date. Use a valid document."
    ),
    "residenceAddress.country": mark("Choose the country in which the worker officially lives."),
    "residenceAddress.municipalityName": mark("Enter the town in which the worker officially lives."),
    "contactAddress": mark("Enter a contact address in Belgium, because the residence is abroad."),
    "contactAddress.country": mark("The contact address must lie in Belgium."),
    "contactAddress.postCode": mark("Enter a Belgian postcode of four digits."),
    "contactAddress.streetName": mark("Enter the street of the contact address."),
    "contactAddress.houseNumber": mark("Enter the house number of the contact address."),
    "contactAddress.municipalityName": mark("Enter the town of the contact address."),
    "person": mark(
        "Not enough to identify the worker: add the place of birth and the sex to a complete date of birth, "
        "or give a residence abroad, or a contact address in Belgium."
    ),
    "scan": mark("Add a new scan: it was asked for."),
    "email": mark("Enter an e-mail address, for example name@company.be."),
}
OTHER_FINDING = mark("Check this field.")


@dataclass(frozen=True)
class Finding:
    """One error of the summary: the message id, and the id of the input it leads to."""

    field: str
    text: str


def findings_of(issues: list[CheckIssue], step: tuple[str, ...] | None = None) -> list[Finding]:
    """The findings, of one step of the form or of all."""
    return [
        Finding(issue.name, FINDINGS.get(issue.name, OTHER_FINDING))
        for issue in issues
        if issue.severity == "error" and (step is None or issue.name.split(".")[0] in step)
    ]


def read_person(form: Mapping[str, str]) -> tuple[PersonEntered, DocumentEntered]:
    """The personal data of the form. A date that is none stays as typed, for the check to name it."""
    gender = form.get("gender", "")
    person = PersonEntered(
        family_name=_text(form, "familyName"),
        given_names=_text(form, "givenNames"),
        birth_date=_date(form, "birthDate", incomplete=True),
        place_of_birth=_text(form, "placeOfBirth"),
        gender={"0": 0, "1": 1, "2": 2}.get(gender),
        nationality=_text(form, "nationality"),
    )
    document = DocumentEntered(
        kind=_text(form, "documentKind"),
        number=_text(form, "documentNumber"),
        issuer=_text(form, "documentIssuer"),
        expiry_date=_date(form, "expiryDate", incomplete=False),
    )
    return person, document


def read_addresses(form: Mapping[str, str]) -> AddressesEntered:
    """Residence and contact address; one that is empty is absent."""
    return AddressesEntered(
        residence_address=_address(form, "residence", form.get("residence-country") or None),
        contact_address=_address(form, "contact", BELGIUM),
    )


def split_date(value: str | None) -> dict[str, str]:
    """`yyyy-mm-dd` to the three boxes; unknown parts are empty."""
    year, month, day = ([*(value or "").split("-"), "", "", ""])[:3]
    return {"day": day if day != "00" else "", "month": month if month != "00" else "", "year": year}


def inputs_of(name: str, value: str | int) -> dict[str, str]:
    """The inputs of the form that hold a field's value: three for a date."""
    if name in DATES:
        return {f"{name}-{part}": text for part, text in split_date(str(value)).items()}
    return {name: str(value)}


def _address(form: Mapping[str, str], prefix: str, country: str | None) -> Address | None:
    parts = {name: _text(form, f"{prefix}-{name}") for name in PARTS}
    entered = any(parts.values())
    if not entered and (prefix == "contact" or country is None):
        return None
    return Address.model_validate({"country": country, **parts})


def _date(form: Mapping[str, str], name: str, *, incomplete: bool) -> str | None:
    year, month, day = (form.get(f"{name}-{part}", "").strip()[:10] for part in ("year", "month", "day"))
    if not (year or month or day):
        return None
    empty = "00" if incomplete else ""
    return f"{year}-{(month or empty).rjust(2, '0')}-{(day or empty).rjust(2, '0')}"


def _text(form: Mapping[str, str], name: str) -> str | None:
    return form.get(name, "").strip()[: MAX_FIELD + 1] or None
