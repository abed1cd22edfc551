"""What the registry knows of a known person and the request left open.

The data are completed inside the decision: a reviewer sees them, and which they were is kept by name. The
company sees the number and what it entered itself, nothing of this.
"""

from matching.person import Person
from service.registry.port import Registry
from service.requests.models import RequestRecord
from service.requests.view import document_of, person_request

COMPLETED = {
    "birthDate": "birth_date",
    "placeOfBirth": "place_of_birth",
    "countryOfBirth": "country_of_birth",
    "gender": "gender",
    "nationality": "nationality",
    "residenceAddress": "residence_address",
}


def missing_fields(row: RequestRecord, person: Person) -> list[str]:
    """Names of what the request leaves open and the person of the registry has."""
    request = person_request(row)
    names = [
        name
        for name, attribute in COMPLETED.items()
        if getattr(request, attribute) in {None, ""} and getattr(person, attribute) not in {None, ""}
    ]
    if person.documents and not document_of(row).number:
        names.append("documentNumber")
    return names


def fields_completed(registry: Registry, row: RequestRecord, ssin: str) -> list[str]:
    """`missing_fields` for the person with this number."""
    person = registry.person(ssin)
    return missing_fields(row, person) if person else []
