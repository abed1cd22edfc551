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

from ..models.refuse_code import RefuseCode
from ..types import UNSET, Unset

T = TypeVar("T", bound="Refuse")


@_attrs_define
class Refuse:
    """There will be no number.

    Attributes:
        decision (Literal['refuse']):
        code (RefuseCode):
        note (str | Unset): For reviewers; the company does not see it. Default: ''.
    """

    decision: Literal["refuse"]
    code: RefuseCode
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        decision = self.decision

        code = self.code.value

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
                "code": code,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        decision = cast(Literal["refuse"], d.pop("decision"))
        if decision != "refuse":
            raise ValueError(f"decision must match const 'refuse', got '{decision}'")

        code = RefuseCode(d.pop("code"))

        note = d.pop("note", UNSET)

        refuse = cls(
            decision=decision,
            code=code,
            note=note,
        )

        return refuse
