from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.number_status_status import NumberStatusStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="NumberStatus")


@_attrs_define
class NumberStatus:
    """What has become of a number. `current` is the number that stands in its place today.

    Attributes:
        ssin (str):
        status (NumberStatusStatus):
        replaced_by (str | Unset):
        current (str | Unset):
    """

    ssin: str
    status: NumberStatusStatus
    replaced_by: str | Unset = UNSET
    current: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        ssin = self.ssin

        status = self.status.value

        replaced_by = self.replaced_by

        current = self.current

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "ssin": ssin,
                "status": status,
            }
        )
        if replaced_by is not UNSET:
            field_dict["replacedBy"] = replaced_by
        if current is not UNSET:
            field_dict["current"] = current

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        ssin = d.pop("ssin")

        status = NumberStatusStatus(d.pop("status"))

        replaced_by = d.pop("replacedBy", UNSET)

        current = d.pop("current", UNSET)

        number_status = cls(
            ssin=ssin,
            status=status,
            replaced_by=replaced_by,
            current=current,
        )

        return number_status
