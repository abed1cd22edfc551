from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.person_entered_gender import PersonEnteredGender
from ..types import UNSET, Unset

T = TypeVar("T", bound="PersonEntered")


@_attrs_define
class PersonEntered:
    """The worker's data as printed on the document. All may be absent in a draft.

    `birthDate` is an IncompleteDate (`yyyy-mm-dd`, `yyyy-mm-00`, `yyyy-00-00`); `gender` after ISO 5218;
    countries and nationality are ISO 3166 alpha-3, or one of ICAO's codes.

        Attributes:
            family_name (str | Unset):
            given_names (str | Unset):
            birth_date (str | Unset):
            place_of_birth (str | Unset):
            country_of_birth (str | Unset):
            gender (PersonEnteredGender | Unset):
            nationality (str | Unset):
    """

    family_name: str | Unset = UNSET
    given_names: str | Unset = UNSET
    birth_date: str | Unset = UNSET
    place_of_birth: str | Unset = UNSET
    country_of_birth: str | Unset = UNSET
    gender: PersonEnteredGender | Unset = UNSET
    nationality: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
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

        field_dict.update({})
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
        family_name = d.pop("familyName", UNSET)

        given_names = d.pop("givenNames", UNSET)

        birth_date = d.pop("birthDate", UNSET)

        place_of_birth = d.pop("placeOfBirth", UNSET)

        country_of_birth = d.pop("countryOfBirth", UNSET)

        _gender = d.pop("gender", UNSET)
        gender: PersonEnteredGender | Unset
        if isinstance(_gender, Unset):
            gender = UNSET
        else:
            gender = PersonEnteredGender(_gender)

        nationality = d.pop("nationality", UNSET)

        person_entered = cls(
            family_name=family_name,
            given_names=given_names,
            birth_date=birth_date,
            place_of_birth=place_of_birth,
            country_of_birth=country_of_birth,
            gender=gender,
            nationality=nationality,
        )

        return person_entered
