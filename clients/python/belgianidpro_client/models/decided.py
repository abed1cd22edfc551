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
    """

    href: str
    request_id: UUID
    state: DecidedState
    ssin: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        href = self.href

        request_id = str(self.request_id)

        state = self.state.value

        ssin = self.ssin

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

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        href = d.pop("href")

        request_id = UUID(d.pop("requestId"))

        state = DecidedState(d.pop("state"))

        ssin = d.pop("ssin", UNSET)

        decided = cls(
            href=href,
            request_id=request_id,
            state=state,
            ssin=ssin,
        )

        return decided
