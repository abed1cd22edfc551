from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.request_event_view_fromstate import RequestEventViewFromstate
from ..models.request_event_view_tostate import RequestEventViewTostate
from ..types import UNSET, Unset

T = TypeVar("T", bound="RequestEventView")


@_attrs_define
class RequestEventView:
    """One transition; `by` is the account's name, absent for the machine (and for a reviewer: "review").

    Attributes:
        to_state (RequestEventViewTostate):
        at (datetime.datetime):
        from_state (RequestEventViewFromstate | Unset):
        by (str | Unset):
        code (str | Unset):
    """

    to_state: RequestEventViewTostate
    at: datetime.datetime
    from_state: RequestEventViewFromstate | Unset = UNSET
    by: str | Unset = UNSET
    code: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        to_state = self.to_state.value

        at = self.at.isoformat()

        from_state: str | Unset = UNSET
        if not isinstance(self.from_state, Unset):
            from_state = self.from_state.value

        by = self.by

        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "toState": to_state,
                "at": at,
            }
        )
        if from_state is not UNSET:
            field_dict["fromState"] = from_state
        if by is not UNSET:
            field_dict["by"] = by
        if code is not UNSET:
            field_dict["code"] = code

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        to_state = RequestEventViewTostate(d.pop("toState"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        _from_state = d.pop("fromState", UNSET)
        from_state: RequestEventViewFromstate | Unset
        if isinstance(_from_state, Unset):
            from_state = UNSET
        else:
            from_state = RequestEventViewFromstate(_from_state)

        by = d.pop("by", UNSET)

        code = d.pop("code", UNSET)

        request_event_view = cls(
            to_state=to_state,
            at=at,
            from_state=from_state,
            by=by,
            code=code,
        )

        return request_event_view
