from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.number_query_purpose import NumberQueryPurpose

T = TypeVar("T", bound="NumberQuery")


@_attrs_define
class NumberQuery:
    """A number to look up.

    Attributes:
        purpose (NumberQueryPurpose):
        ssin (str):
    """

    purpose: NumberQueryPurpose
    ssin: str

    def to_dict(self) -> dict[str, Any]:
        purpose = self.purpose.value

        ssin = self.ssin

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "purpose": purpose,
                "ssin": ssin,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        purpose = NumberQueryPurpose(d.pop("purpose"))

        ssin = d.pop("ssin")

        number_query = cls(
            purpose=purpose,
            ssin=ssin,
        )

        return number_query
