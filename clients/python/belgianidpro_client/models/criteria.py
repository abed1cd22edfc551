from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Criteria")


@_attrs_define
class Criteria:
    """What is searched by; all that is given must hold.

    Names hold where they contain what is given, in whatever case and with or without diacritics; a birth date
    is an IncompleteDate.

        Attributes:
            family_name (str | Unset):
            given_names (str | Unset):
            birth_date (str | Unset):
            document_number (str | Unset):
            ssin (str | Unset):
    """

    family_name: str | Unset = UNSET
    given_names: str | Unset = UNSET
    birth_date: str | Unset = UNSET
    document_number: str | Unset = UNSET
    ssin: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        family_name = self.family_name

        given_names = self.given_names

        birth_date = self.birth_date

        document_number = self.document_number

        ssin = self.ssin

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if family_name is not UNSET:
            field_dict["familyName"] = family_name
        if given_names is not UNSET:
            field_dict["givenNames"] = given_names
        if birth_date is not UNSET:
            field_dict["birthDate"] = birth_date
        if document_number is not UNSET:
            field_dict["documentNumber"] = document_number
        if ssin is not UNSET:
            field_dict["ssin"] = ssin

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        family_name = d.pop("familyName", UNSET)

        given_names = d.pop("givenNames", UNSET)

        birth_date = d.pop("birthDate", UNSET)

        document_number = d.pop("documentNumber", UNSET)

        ssin = d.pop("ssin", UNSET)

        criteria = cls(
            family_name=family_name,
            given_names=given_names,
            birth_date=birth_date,
            document_number=document_number,
            ssin=ssin,
        )

        return criteria
