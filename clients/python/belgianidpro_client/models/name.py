from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.name_kind import NameKind
from ..types import UNSET, Unset

T = TypeVar("T", bound="Name")


@_attrs_define
class Name:
    """A name as written; either part may be empty for people with a single name.

    Attributes:
        family_name (str | Unset):  Default: ''.
        given_names (str | Unset):  Default: ''.
        kind (NameKind | Unset):  Default: NameKind.CURRENT.
    """

    family_name: str | Unset = ""
    given_names: str | Unset = ""
    kind: NameKind | Unset = NameKind.CURRENT

    def to_dict(self) -> dict[str, Any]:
        family_name = self.family_name

        given_names = self.given_names

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind.value

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if family_name is not UNSET:
            field_dict["familyName"] = family_name
        if given_names is not UNSET:
            field_dict["givenNames"] = given_names
        if kind is not UNSET:
            field_dict["kind"] = kind

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        family_name = d.pop("familyName", UNSET)

        given_names = d.pop("givenNames", UNSET)

        _kind = d.pop("kind", UNSET)
        kind: NameKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = NameKind(_kind)

        name = cls(
            family_name=family_name,
            given_names=given_names,
            kind=kind,
        )

        return name
