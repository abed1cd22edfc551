from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.decided_state import DecidedState
from ..types import UNSET, Unset

T = TypeVar("T", bound="Decided")


@_attrs_define
class Decided:
    """Where the request stands after the decision.

    Attributes:
        href (str):
        request_id (UUID):
        state (DecidedState):
        ssin (str | Unset):
        second_reviewer (bool | Unset):  Default: False.
    """

    href: str
    request_id: UUID
    state: DecidedState
    ssin: str | Unset = UNSET
    second_reviewer: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        href = self.href

        request_id = str(self.request_id)

        state = self.state.value

        ssin = self.ssin

        second_reviewer = self.second_reviewer

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "href": href,
                "requestId": request_id,
                "state": state,
            }
        )
        if ssin is not UNSET:
            field_dict["ssin"] = ssin
        if second_reviewer is not UNSET:
            field_dict["secondReviewer"] = second_reviewer

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        href = d.pop("href")

        request_id = UUID(d.pop("requestId"))

        state = DecidedState(d.pop("state"))

        ssin = d.pop("ssin", UNSET)

        second_reviewer = d.pop("secondReviewer", UNSET)

        decided = cls(
            href=href,
            request_id=request_id,
            state=state,
            ssin=ssin,
            second_reviewer=second_reviewer,
        )

        return decided
