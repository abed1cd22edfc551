from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.number_report_reason import NumberReportReason
from ..types import UNSET, Unset

T = TypeVar("T", bound="NumberReport")


@_attrs_define
class NumberReport:
    """What is wrong with the number of a request.

    Attributes:
        reason (NumberReportReason):
        note (str | Unset): For the office. Default: ''.
    """

    reason: NumberReportReason
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason.value

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = NumberReportReason(d.pop("reason"))

        note = d.pop("note", UNSET)

        number_report = cls(
            reason=reason,
            note=note,
        )

        return number_report
