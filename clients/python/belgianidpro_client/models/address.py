from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Address")


@_attrs_define
class Address:
    """An address in the federal vocabulary; `country` is ISO 3166 alpha-3.

    Attributes:
        country (str | Unset):
        municipality_name (str | Unset):
        municipality_code (str | Unset):
        post_code (str | Unset):
        street_name (str | Unset):
        house_number (str | Unset):
        box_number (str | Unset):
    """

    country: str | Unset = UNSET
    municipality_name: str | Unset = UNSET
    municipality_code: str | Unset = UNSET
    post_code: str | Unset = UNSET
    street_name: str | Unset = UNSET
    house_number: str | Unset = UNSET
    box_number: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        country = self.country

        municipality_name = self.municipality_name

        municipality_code = self.municipality_code

        post_code = self.post_code

        street_name = self.street_name

        house_number = self.house_number

        box_number = self.box_number

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if country is not UNSET:
            field_dict["country"] = country
        if municipality_name is not UNSET:
            field_dict["municipalityName"] = municipality_name
        if municipality_code is not UNSET:
            field_dict["municipalityCode"] = municipality_code
        if post_code is not UNSET:
            field_dict["postCode"] = post_code
        if street_name is not UNSET:
            field_dict["streetName"] = street_name
        if house_number is not UNSET:
            field_dict["houseNumber"] = house_number
        if box_number is not UNSET:
            field_dict["boxNumber"] = box_number

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        country = d.pop("country", UNSET)

        municipality_name = d.pop("municipalityName", UNSET)

        municipality_code = d.pop("municipalityCode", UNSET)

        post_code = d.pop("postCode", UNSET)

        street_name = d.pop("streetName", UNSET)

        house_number = d.pop("houseNumber", UNSET)

        box_number = d.pop("boxNumber", UNSET)

        address = cls(
            country=country,
            municipality_name=municipality_name,
            municipality_code=municipality_code,
            post_code=post_code,
            street_name=street_name,
            house_number=house_number,
            box_number=box_number,
        )

        return address
