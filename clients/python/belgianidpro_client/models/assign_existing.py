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

T = TypeVar("T", bound="AssignExisting")


@_attrs_define
class AssignExisting:
    """The worker is one of the candidates.

    Attributes:
        decision (Literal['assignExisting']):
        ssin (str):
        note (str | Unset): For reviewers; the company does not see it. Default: ''.
    """

    decision: Literal["assignExisting"]
    ssin: str
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        decision = self.decision

        ssin = self.ssin

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
                "ssin": ssin,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        decision = cast(Literal["assignExisting"], d.pop("decision"))
        if decision != "assignExisting":
            raise ValueError(
                f"decision must match const 'assignExisting', got '{decision}'"
            )

        ssin = d.pop("ssin")

        note = d.pop("note", UNSET)

        assign_existing = cls(
            decision=decision,
            ssin=ssin,
            note=note,
        )

        return assign_existing
