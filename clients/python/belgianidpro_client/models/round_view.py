from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RoundView")


@_attrs_define
class RoundView:
    """One demand for information and its answer; `answeredBy` is the account's name.

    Attributes:
        number (int):
        items (list[str]):
        asked_at (datetime.datetime):
        deadline (datetime.datetime):
        answered_at (datetime.datetime | Unset):
        answered_by (str | Unset):
    """

    number: int
    items: list[str]
    asked_at: datetime.datetime
    deadline: datetime.datetime
    answered_at: datetime.datetime | Unset = UNSET
    answered_by: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        items = self.items

        asked_at = self.asked_at.isoformat()

        deadline = self.deadline.isoformat()

        answered_at: str | Unset = UNSET
        if not isinstance(self.answered_at, Unset):
            answered_at = self.answered_at.isoformat()

        answered_by = self.answered_by

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "number": number,
                "items": items,
                "askedAt": asked_at,
                "deadline": deadline,
            }
        )
        if answered_at is not UNSET:
            field_dict["answeredAt"] = answered_at
        if answered_by is not UNSET:
            field_dict["answeredBy"] = answered_by

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        number = d.pop("number")

        items = cast(list[str], d.pop("items"))

        asked_at = datetime.datetime.fromisoformat(d.pop("askedAt"))

        deadline = datetime.datetime.fromisoformat(d.pop("deadline"))

        _answered_at = d.pop("answeredAt", UNSET)
        answered_at: datetime.datetime | Unset
        if isinstance(_answered_at, Unset):
            answered_at = UNSET
        else:
            answered_at = datetime.datetime.fromisoformat(_answered_at)

        answered_by = d.pop("answeredBy", UNSET)

        round_view = cls(
            number=number,
            items=items,
            asked_at=asked_at,
            deadline=deadline,
            answered_at=answered_at,
            answered_by=answered_by,
        )

        return round_view
