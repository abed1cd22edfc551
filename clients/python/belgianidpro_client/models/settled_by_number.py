from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.settled_by_number_outcome import SettledByNumberOutcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="SettledByNumber")


@_attrs_define
class SettledByNumber:
    """Another number stands: for this request (`otherNumber`), or for everybody who has it (`replaced`).

    Attributes:
        outcome (SettledByNumberOutcome):
        ssin (str):
        note (str | Unset): For the office. Default: ''.
    """

    outcome: SettledByNumberOutcome
    ssin: str
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        outcome = self.outcome.value

        ssin = self.ssin

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
                "ssin": ssin,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = SettledByNumberOutcome(d.pop("outcome"))

        ssin = d.pop("ssin")

        note = d.pop("note", UNSET)

        settled_by_number = cls(
            outcome=outcome,
            ssin=ssin,
            note=note,
        )

        return settled_by_number
