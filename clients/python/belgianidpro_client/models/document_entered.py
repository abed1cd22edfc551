from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DocumentEntered")


@_attrs_define
class DocumentEntered:
    """The document's own data; `expiryDate` is ISO.

    Attributes:
        kind (str | Unset):
        number (str | Unset):
        issuer (str | Unset):
        expiry_date (str | Unset):
    """

    kind: str | Unset = UNSET
    number: str | Unset = UNSET
    issuer: str | Unset = UNSET
    expiry_date: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        number = self.number

        issuer = self.issuer

        expiry_date = self.expiry_date

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if kind is not UNSET:
            field_dict["kind"] = kind
        if number is not UNSET:
            field_dict["number"] = number
        if issuer is not UNSET:
            field_dict["issuer"] = issuer
        if expiry_date is not UNSET:
            field_dict["expiryDate"] = expiry_date

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind", UNSET)

        number = d.pop("number", UNSET)

        issuer = d.pop("issuer", UNSET)

        expiry_date = d.pop("expiryDate", UNSET)

        document_entered = cls(
            kind=kind,
            number=number,
            issuer=issuer,
            expiry_date=expiry_date,
        )

        return document_entered
