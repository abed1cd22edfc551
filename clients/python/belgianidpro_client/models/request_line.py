from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.request_line_numberstate import RequestLineNumberstate
from ..models.request_line_state import RequestLineState
from ..types import UNSET, Unset

T = TypeVar("T", bound="RequestLine")


@_attrs_define
class RequestLine:
    """A request in a collection.

    Attributes:
        id (UUID):
        state (RequestLineState):
        requester (str):
        worker_name (str):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        href (str):
        ssin (str | Unset):
        number_state (RequestLineNumberstate | Unset):
        items (list[str] | Unset):
        deadline (datetime.datetime | Unset):
        can_cancel (bool | Unset):  Default: False.
    """

    id: UUID
    state: RequestLineState
    requester: str
    worker_name: str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    href: str
    ssin: str | Unset = UNSET
    number_state: RequestLineNumberstate | Unset = UNSET
    items: list[str] | Unset = UNSET
    deadline: datetime.datetime | Unset = UNSET
    can_cancel: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        state = self.state.value

        requester = self.requester

        worker_name = self.worker_name

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        href = self.href

        ssin = self.ssin

        number_state: str | Unset = UNSET
        if not isinstance(self.number_state, Unset):
            number_state = self.number_state.value

        items: list[str] | Unset = UNSET
        if not isinstance(self.items, Unset):
            items = self.items

        deadline: str | Unset = UNSET
        if not isinstance(self.deadline, Unset):
            deadline = self.deadline.isoformat()

        can_cancel = self.can_cancel

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "state": state,
                "requester": requester,
                "workerName": worker_name,
                "createdAt": created_at,
                "updatedAt": updated_at,
                "href": href,
            }
        )
        if ssin is not UNSET:
            field_dict["ssin"] = ssin
        if number_state is not UNSET:
            field_dict["numberState"] = number_state
        if items is not UNSET:
            field_dict["items"] = items
        if deadline is not UNSET:
            field_dict["deadline"] = deadline
        if can_cancel is not UNSET:
            field_dict["canCancel"] = can_cancel

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        state = RequestLineState(d.pop("state"))

        requester = d.pop("requester")

        worker_name = d.pop("workerName")

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updatedAt"))

        href = d.pop("href")

        ssin = d.pop("ssin", UNSET)

        _number_state = d.pop("numberState", UNSET)
        number_state: RequestLineNumberstate | Unset
        if isinstance(_number_state, Unset):
            number_state = UNSET
        else:
            number_state = RequestLineNumberstate(_number_state)

        items = cast(list[str], d.pop("items", UNSET))

        _deadline = d.pop("deadline", UNSET)
        deadline: datetime.datetime | Unset
        if isinstance(_deadline, Unset):
            deadline = UNSET
        else:
            deadline = datetime.datetime.fromisoformat(_deadline)

        can_cancel = d.pop("canCancel", UNSET)

        request_line = cls(
            id=id,
            state=state,
            requester=requester,
            worker_name=worker_name,
            created_at=created_at,
            updated_at=updated_at,
            href=href,
            ssin=ssin,
            number_state=number_state,
            items=items,
            deadline=deadline,
            can_cancel=can_cancel,
        )

        return request_line
