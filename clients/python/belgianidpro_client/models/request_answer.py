from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.document_entered import DocumentEntered
    from ..models.person_entered import PersonEntered


T = TypeVar("T", bound="RequestAnswer")


@_attrs_define
class RequestAnswer:
    """The answer to a reviewer's questions: all data once more, and a new upload where one was asked for.

    Attributes:
        person (PersonEntered): The worker's data as printed on the document. All may be absent in a draft.

            `birthDate` is an IncompleteDate (`yyyy-mm-dd`, `yyyy-mm-00`, `yyyy-00-00`); `gender` after ISO 5218;
            countries and nationality are ISO 3166 alpha-3, or one of ICAO's codes.
        document (DocumentEntered | Unset): The document's own data; `expiryDate` is ISO.
        residence_address (Address | Unset): An address in the federal vocabulary; `country` is ISO 3166 alpha-3.
        contact_address (Address | Unset): An address in the federal vocabulary; `country` is ISO 3166 alpha-3.
        extraction_id (UUID | Unset):
    """

    person: PersonEntered
    document: DocumentEntered | Unset = UNSET
    residence_address: Address | Unset = UNSET
    contact_address: Address | Unset = UNSET
    extraction_id: UUID | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        person = self.person.to_dict()

        document: dict[str, Any] | Unset = UNSET
        if not isinstance(self.document, Unset):
            document = self.document.to_dict()

        residence_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.residence_address, Unset):
            residence_address = self.residence_address.to_dict()

        contact_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.contact_address, Unset):
            contact_address = self.contact_address.to_dict()

        extraction_id: str | Unset = UNSET
        if not isinstance(self.extraction_id, Unset):
            extraction_id = str(self.extraction_id)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "person": person,
            }
        )
        if document is not UNSET:
            field_dict["document"] = document
        if residence_address is not UNSET:
            field_dict["residenceAddress"] = residence_address
        if contact_address is not UNSET:
            field_dict["contactAddress"] = contact_address
        if extraction_id is not UNSET:
            field_dict["extractionId"] = extraction_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address import Address
        from ..models.document_entered import DocumentEntered
        from ..models.person_entered import PersonEntered

        d = dict(src_dict)
        person = PersonEntered.from_dict(d.pop("person"))

        _document = d.pop("document", UNSET)
        document: DocumentEntered | Unset
        if isinstance(_document, Unset):
            document = UNSET
        else:
            document = DocumentEntered.from_dict(_document)

        _residence_address = d.pop("residenceAddress", UNSET)
        residence_address: Address | Unset
        if isinstance(_residence_address, Unset):
            residence_address = UNSET
        else:
            residence_address = Address.from_dict(_residence_address)

        _contact_address = d.pop("contactAddress", UNSET)
        contact_address: Address | Unset
        if isinstance(_contact_address, Unset):
            contact_address = UNSET
        else:
            contact_address = Address.from_dict(_contact_address)

        _extraction_id = d.pop("extractionId", UNSET)
        extraction_id: UUID | Unset
        if isinstance(_extraction_id, Unset):
            extraction_id = UNSET
        else:
            extraction_id = UUID(_extraction_id)

        request_answer = cls(
            person=person,
            document=document,
            residence_address=residence_address,
            contact_address=contact_address,
            extraction_id=extraction_id,
        )

        return request_answer
