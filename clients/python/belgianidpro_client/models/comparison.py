from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Comparison")


@_attrs_define
class Comparison:
    """One field compared: level reached, weight in bits (log2 of the likelihood ratio), both values.

    Attributes:
        field (str):
        level (str):
        bits (float):
        query (str):
        candidate (str):
    """

    field: str
    level: str
    bits: float
    query: str
    candidate: str

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        level = self.level

        bits = self.bits

        query = self.query

        candidate = self.candidate

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "field": field,
                "level": level,
                "bits": bits,
                "query": query,
                "candidate": candidate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        field = d.pop("field")

        level = d.pop("level")

        bits = d.pop("bits")

        query = d.pop("query")

        candidate = d.pop("candidate")

        comparison = cls(
            field=field,
            level=level,
            bits=bits,
            query=query,
            candidate=candidate,
        )

        return comparison
