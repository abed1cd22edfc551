from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.delivery_resource_state import DeliveryResourceState
from ..types import UNSET, Unset

T = TypeVar("T", bound="DeliveryResource")


@_attrs_define
class DeliveryResource:
    """A message with its own address, and that of the request it tells of.

    Attributes:
        id (UUID):
        type_ (str):
        occurred_at (datetime.datetime):
        state (DeliveryResourceState):
        attempts (int):
        href (str):
        request_id (UUID | Unset):
        from_state (str | Unset):
        to_state (str | Unset):
        code (str | Unset):
        next_attempt_at (datetime.datetime | Unset):
        last_status (int | Unset):
        last_error (str | Unset):
        delivered_at (datetime.datetime | Unset):
        request_href (str | Unset):
    """

    id: UUID
    type_: str
    occurred_at: datetime.datetime
    state: DeliveryResourceState
    attempts: int
    href: str
    request_id: UUID | Unset = UNSET
    from_state: str | Unset = UNSET
    to_state: str | Unset = UNSET
    code: str | Unset = UNSET
    next_attempt_at: datetime.datetime | Unset = UNSET
    last_status: int | Unset = UNSET
    last_error: str | Unset = UNSET
    delivered_at: datetime.datetime | Unset = UNSET
    request_href: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        type_ = self.type_

        occurred_at = self.occurred_at.isoformat()

        state = self.state.value

        attempts = self.attempts

        href = self.href

        request_id: str | Unset = UNSET
        if not isinstance(self.request_id, Unset):
            request_id = str(self.request_id)

        from_state = self.from_state

        to_state = self.to_state

        code = self.code

        next_attempt_at: str | Unset = UNSET
        if not isinstance(self.next_attempt_at, Unset):
            next_attempt_at = self.next_attempt_at.isoformat()

        last_status = self.last_status

        last_error = self.last_error

        delivered_at: str | Unset = UNSET
        if not isinstance(self.delivered_at, Unset):
            delivered_at = self.delivered_at.isoformat()

        request_href = self.request_href

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "type": type_,
                "occurredAt": occurred_at,
                "state": state,
                "attempts": attempts,
                "href": href,
            }
        )
        if request_id is not UNSET:
            field_dict["requestId"] = request_id
        if from_state is not UNSET:
            field_dict["fromState"] = from_state
        if to_state is not UNSET:
            field_dict["toState"] = to_state
        if code is not UNSET:
            field_dict["code"] = code
        if next_attempt_at is not UNSET:
            field_dict["nextAttemptAt"] = next_attempt_at
        if last_status is not UNSET:
            field_dict["lastStatus"] = last_status
        if last_error is not UNSET:
            field_dict["lastError"] = last_error
        if delivered_at is not UNSET:
            field_dict["deliveredAt"] = delivered_at
        if request_href is not UNSET:
            field_dict["requestHref"] = request_href

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        type_ = d.pop("type")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurredAt"))

        state = DeliveryResourceState(d.pop("state"))

        attempts = d.pop("attempts")

        href = d.pop("href")

        _request_id = d.pop("requestId", UNSET)
        request_id: UUID | Unset
        if isinstance(_request_id, Unset):
            request_id = UNSET
        else:
            request_id = UUID(_request_id)

        from_state = d.pop("fromState", UNSET)

        to_state = d.pop("toState", UNSET)

        code = d.pop("code", UNSET)

        _next_attempt_at = d.pop("nextAttemptAt", UNSET)
        next_attempt_at: datetime.datetime | Unset
        if isinstance(_next_attempt_at, Unset):
            next_attempt_at = UNSET
        else:
            next_attempt_at = datetime.datetime.fromisoformat(_next_attempt_at)

        last_status = d.pop("lastStatus", UNSET)

        last_error = d.pop("lastError", UNSET)

        _delivered_at = d.pop("deliveredAt", UNSET)
        delivered_at: datetime.datetime | Unset
        if isinstance(_delivered_at, Unset):
            delivered_at = UNSET
        else:
            delivered_at = datetime.datetime.fromisoformat(_delivered_at)

        request_href = d.pop("requestHref", UNSET)

        delivery_resource = cls(
            id=id,
            type_=type_,
            occurred_at=occurred_at,
            state=state,
            attempts=attempts,
            href=href,
            request_id=request_id,
            from_state=from_state,
            to_state=to_state,
            code=code,
            next_attempt_at=next_attempt_at,
            last_status=last_status,
            last_error=last_error,
            delivered_at=delivered_at,
            request_href=request_href,
        )

        return delivery_resource
