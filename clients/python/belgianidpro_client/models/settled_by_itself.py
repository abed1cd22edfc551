from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.settled_by_itself_outcome import SettledByItselfOutcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="SettledByItself")


@_attrs_define
class SettledByItself:
    """An outcome that says by itself which number stands.

    Attributes:
        outcome (SettledByItselfOutcome):
        note (str | Unset): For the office. Default: ''.
    """

    outcome: SettledByItselfOutcome
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        outcome = self.outcome.value

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = SettledByItselfOutcome(d.pop("outcome"))

        note = d.pop("note", UNSET)

        settled_by_itself = cls(
            outcome=outcome,
            note=note,
        )

        return settled_by_itself
