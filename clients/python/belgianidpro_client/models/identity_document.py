from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="IdentityDocument")


@_attrs_define
class IdentityDocument:
    """A document a person is known by. `expiryDate` is ISO.

    Attributes:
        kind (str):
        number (str):
        issuer (str):
        expiry_date (str | Unset):
    """

    kind: str
    number: str
    issuer: str
    expiry_date: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        number = self.number

        issuer = self.issuer

        expiry_date = self.expiry_date

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "number": number,
                "issuer": issuer,
            }
        )
        if expiry_date is not UNSET:
            field_dict["expiryDate"] = expiry_date

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        number = d.pop("number")

        issuer = d.pop("issuer")

        expiry_date = d.pop("expiryDate", UNSET)

        identity_document = cls(
            kind=kind,
            number=number,
            issuer=issuer,
            expiry_date=expiry_date,
        )

        return identity_document
