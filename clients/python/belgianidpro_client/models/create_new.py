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

T = TypeVar("T", bound="CreateNew")


@_attrs_define
class CreateNew:
    """The worker is none of them, and gets a number.

    Attributes:
        decision (Literal['createNew']):
        note (str | Unset): For reviewers; the company does not see it. Default: ''.
    """

    decision: Literal["createNew"]
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        decision = self.decision

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        decision = cast(Literal["createNew"], d.pop("decision"))
        if decision != "createNew":
            raise ValueError(f"decision must match const 'createNew', got '{decision}'")

        note = d.pop("note", UNSET)

        create_new = cls(
            decision=decision,
            note=note,
        )

        return create_new
