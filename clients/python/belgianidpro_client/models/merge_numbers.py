from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="MergeNumbers")


@_attrs_define
class MergeNumbers:
    """Two candidates are one person: `ssin` stays, and is the worker's; `replaced` gives way to it.

    Attributes:
        decision (Literal['merge']):
        ssin (str):
        replaced (str):
        note (str | Unset): For reviewers; the company does not see it. Default: ''.
    """

    decision: Literal["merge"]
    ssin: str
    replaced: str
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        decision = self.decision

        ssin = self.ssin

        replaced = self.replaced

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
                "ssin": ssin,
                "replaced": replaced,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        decision = cast(Literal["merge"], d.pop("decision"))
        if decision != "merge":
            raise ValueError(f"decision must match const 'merge', got '{decision}'")

        ssin = d.pop("ssin")

        replaced = d.pop("replaced")

        note = d.pop("note", UNSET)

        merge_numbers = cls(
            decision=decision,
            ssin=ssin,
            replaced=replaced,
            note=note,
        )

        return merge_numbers
