from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.person_gender import PersonGender
from ..models.person_status import PersonStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.identity_document import IdentityDocument
    from ..models.name import Name


T = TypeVar("T", bound="Person")


@_attrs_define
class Person:
    """A person of the registry. `birthDate` is an IncompleteDate; `gender` after ISO 5218.

    Attributes:
        names (list[Name]):
        ssin (str | Unset):
        birth_date (str | Unset):
        place_of_birth (str | Unset):
        country_of_birth (str | Unset):
        gender (PersonGender | Unset):
        nationality (str | Unset):
        documents (list[IdentityDocument] | Unset):
        residence_address (Address | Unset): An address in the federal vocabulary; `country` is ISO 3166 alpha-3.
        status (PersonStatus | Unset):  Default: PersonStatus.ACTIVE.
        replaced_by (str | Unset):
    """

    names: list[Name]
    ssin: str | Unset = UNSET
    birth_date: str | Unset = UNSET
    place_of_birth: str | Unset = UNSET
    country_of_birth: str | Unset = UNSET
    gender: PersonGender | Unset = UNSET
    nationality: str | Unset = UNSET
    documents: list[IdentityDocument] | Unset = UNSET
    residence_address: Address | Unset = UNSET
    status: PersonStatus | Unset = PersonStatus.ACTIVE
    replaced_by: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        names = []
        for names_item_data in self.names:
            names_item = names_item_data.to_dict()
            names.append(names_item)

        ssin = self.ssin

        birth_date = self.birth_date

        place_of_birth = self.place_of_birth

        country_of_birth = self.country_of_birth

        gender: int | Unset = UNSET
        if not isinstance(self.gender, Unset):
            gender = self.gender.value

        nationality = self.nationality

        documents: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.documents, Unset):
            documents = []
            for documents_item_data in self.documents:
                documents_item = documents_item_data.to_dict()
                documents.append(documents_item)

        residence_address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.residence_address, Unset):
            residence_address = self.residence_address.to_dict()

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.value

        replaced_by = self.replaced_by

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "names": names,
            }
        )
        if ssin is not UNSET:
            field_dict["ssin"] = ssin
        if birth_date is not UNSET:
            field_dict["birthDate"] = birth_date
        if place_of_birth is not UNSET:
            field_dict["placeOfBirth"] = place_of_birth
        if country_of_birth is not UNSET:
            field_dict["countryOfBirth"] = country_of_birth
        if gender is not UNSET:
            field_dict["gender"] = gender
        if nationality is not UNSET:
            field_dict["nationality"] = nationality
        if documents is not UNSET:
            field_dict["documents"] = documents
        if residence_address is not UNSET:
            field_dict["residenceAddress"] = residence_address
        if status is not UNSET:
            field_dict["status"] = status
        if replaced_by is not UNSET:
            field_dict["replacedBy"] = replaced_by

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address import Address
        from ..models.identity_document import IdentityDocument
        from ..models.name import Name

        d = dict(src_dict)
        names = []
        _names = d.pop("names")
        for names_item_data in _names:
            names_item = Name.from_dict(names_item_data)

            names.append(names_item)

        ssin = d.pop("ssin", UNSET)

        birth_date = d.pop("birthDate", UNSET)

        place_of_birth = d.pop("placeOfBirth", UNSET)

        country_of_birth = d.pop("countryOfBirth", UNSET)

        _gender = d.pop("gender", UNSET)
        gender: PersonGender | Unset
        if isinstance(_gender, Unset):
            gender = UNSET
        else:
            gender = PersonGender(_gender)

        nationality = d.pop("nationality", UNSET)

        _documents = d.pop("documents", UNSET)
        documents: list[IdentityDocument] | Unset = UNSET
        if _documents is not UNSET:
            documents = []
            for documents_item_data in _documents:
                documents_item = IdentityDocument.from_dict(documents_item_data)

                documents.append(documents_item)

        _residence_address = d.pop("residenceAddress", UNSET)
        residence_address: Address | Unset
        if isinstance(_residence_address, Unset):
            residence_address = UNSET
        else:
            residence_address = Address.from_dict(_residence_address)

        _status = d.pop("status", UNSET)
        status: PersonStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = PersonStatus(_status)

        replaced_by = d.pop("replacedBy", UNSET)

        person = cls(
            names=names,
            ssin=ssin,
            birth_date=birth_date,
            place_of_birth=place_of_birth,
            country_of_birth=country_of_birth,
            gender=gender,
            nationality=nationality,
            documents=documents,
            residence_address=residence_address,
            status=status,
            replaced_by=replaced_by,
        )

        return person
