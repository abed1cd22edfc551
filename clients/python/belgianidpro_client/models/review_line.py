from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ReviewLine")


@_attrs_define
class ReviewLine:
    """An open case in the queue.

    Attributes:
        request_id (UUID):
        organisation (str):
        worker_name (str):
        submitted_at (datetime.datetime):
        queued_at (datetime.datetime):
        due_at (datetime.datetime):
        href (str):
        reasons (list[str] | Unset):
        candidates (int | Unset):  Default: 0.
        claimed_by (str | Unset):
    """

    request_id: UUID
    organisation: str
    worker_name: str
    submitted_at: datetime.datetime
    queued_at: datetime.datetime
    due_at: datetime.datetime
    href: str
    reasons: list[str] | Unset = UNSET
    candidates: int | Unset = 0
    claimed_by: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        request_id = str(self.request_id)

        organisation = self.organisation

        worker_name = self.worker_name

        submitted_at = self.submitted_at.isoformat()

        queued_at = self.queued_at.isoformat()

        due_at = self.due_at.isoformat()

        href = self.href

        reasons: list[str] | Unset = UNSET
        if not isinstance(self.reasons, Unset):
            reasons = self.reasons

        candidates = self.candidates

        claimed_by = self.claimed_by

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "requestId": request_id,
                "organisation": organisation,
                "workerName": worker_name,
                "submittedAt": submitted_at,
                "queuedAt": queued_at,
                "dueAt": due_at,
                "href": href,
            }
        )
        if reasons is not UNSET:
            field_dict["reasons"] = reasons
        if candidates is not UNSET:
            field_dict["candidates"] = candidates
        if claimed_by is not UNSET:
            field_dict["claimedBy"] = claimed_by

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        request_id = UUID(d.pop("requestId"))

        organisation = d.pop("organisation")

        worker_name = d.pop("workerName")

        submitted_at = datetime.datetime.fromisoformat(d.pop("submittedAt"))

        queued_at = datetime.datetime.fromisoformat(d.pop("queuedAt"))

        due_at = datetime.datetime.fromisoformat(d.pop("dueAt"))

        href = d.pop("href")

        reasons = cast(list[str], d.pop("reasons", UNSET))

        candidates = d.pop("candidates", UNSET)

        claimed_by = d.pop("claimedBy", UNSET)

        review_line = cls(
            request_id=request_id,
            organisation=organisation,
            worker_name=worker_name,
            submitted_at=submitted_at,
            queued_at=queued_at,
            due_at=due_at,
            href=href,
            reasons=reasons,
            candidates=candidates,
            claimed_by=claimed_by,
        )

        return review_line
