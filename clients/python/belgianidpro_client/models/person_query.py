from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.person_query_gender import PersonQueryGender
from ..models.person_query_purpose import PersonQueryPurpose
from ..types import UNSET, Unset

T = TypeVar("T", bound="PersonQuery")


@_attrs_define
class PersonQuery:
    """A person to look for: a name at least; what is left out counts neither way.

    Attributes:
        purpose (PersonQueryPurpose):
        family_name (str | Unset):
        given_names (str | Unset):
        birth_date (str | Unset): IncompleteDate: 00 where unknown.
        place_of_birth (str | Unset):
        country_of_birth (str | Unset): ISO 3166 alpha-3, or one of ICAO's codes.
        gender (PersonQueryGender | Unset):
        nationality (str | Unset): ISO 3166 alpha-3, or one of ICAO's codes.
    """

    purpose: PersonQueryPurpose
    family_name: str | Unset = UNSET
    given_names: str | Unset = UNSET
    birth_date: str | Unset = UNSET
    place_of_birth: str | Unset = UNSET
    country_of_birth: str | Unset = UNSET
    gender: PersonQueryGender | Unset = UNSET
    nationality: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        purpose = self.purpose.value

        family_name = self.family_name

        given_names = self.given_names

        birth_date = self.birth_date

        place_of_birth = self.place_of_birth

        country_of_birth = self.country_of_birth

        gender: int | Unset = UNSET
        if not isinstance(self.gender, Unset):
            gender = self.gender.value

        nationality = self.nationality

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "purpose": purpose,
            }
        )
        if family_name is not UNSET:
            field_dict["familyName"] = family_name
        if given_names is not UNSET:
            field_dict["givenNames"] = given_names
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

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        purpose = PersonQueryPurpose(d.pop("purpose"))

        family_name = d.pop("familyName", UNSET)

        given_names = d.pop("givenNames", UNSET)

        birth_date = d.pop("birthDate", UNSET)

        place_of_birth = d.pop("placeOfBirth", UNSET)

        country_of_birth = d.pop("countryOfBirth", UNSET)

        _gender = d.pop("gender", UNSET)
        gender: PersonQueryGender | Unset
        if isinstance(_gender, Unset):
            gender = UNSET
        else:
            gender = PersonQueryGender(_gender)

        nationality = d.pop("nationality", UNSET)

        person_query = cls(
            purpose=purpose,
            family_name=family_name,
            given_names=given_names,
            birth_date=birth_date,
            place_of_birth=place_of_birth,
            country_of_birth=country_of_birth,
            gender=gender,
            nationality=nationality,
        )

        return person_query
