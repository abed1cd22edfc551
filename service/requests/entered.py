"""What was typed, as it is kept: cleaned, and empty values absent."""

from matching.person import Address
from service.requests.models import RequestRecord
from service.requests.schemas import AddressesEntered, DocumentEntered, PersonEntered
from service.schemas import clean


def keep_person(row: RequestRecord, person: PersonEntered, document: DocumentEntered) -> None:
    """Writes the person and the document into the request."""
    row.person, row.document = entered_values(person), entered_values(document)


def keep_addresses(row: RequestRecord, addresses: AddressesEntered) -> None:
    """Writes the residence and the contact address into the request."""
    row.residence_address = address_values(addresses.residence_address)
    row.contact_address = address_values(addresses.contact_address)


def entered_values(entered: PersonEntered | DocumentEntered) -> dict[str, object]:
    """The values by their names in JSON."""
    values = {
        name: clean(value) if isinstance(value, str) else value for name, value in entered.to_dict().items()
    }
    return {name: value for name, value in values.items() if value != ""}


def address_values(address: Address | None) -> dict[str, object] | None:
    """The parts of an address by their names in JSON; None when there is none."""
    if address is None:
        return None
    data = address.model_dump(mode="json", by_alias=True, exclude_none=True)
    cleaned = {name: clean(value) for name, value in data.items()}
    return {name: value for name, value in cleaned.items() if value} or None
