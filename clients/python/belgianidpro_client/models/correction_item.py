from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.correction_item_outcome import CorrectionItemOutcome
from ..models.correction_item_reason import CorrectionItemReason
from ..types import UNSET, Unset

T = TypeVar("T", bound="CorrectionItem")


@_attrs_define
class CorrectionItem:
    """A correction in the list.

    Attributes:
        id (UUID):
        reason (CorrectionItemReason):
        organisation (str):
        reported_at (datetime.datetime):
        href (str):
        outcome (CorrectionItemOutcome | Unset):
        settled_at (datetime.datetime | Unset):
    """

    id: UUID
    reason: CorrectionItemReason
    organisation: str
    reported_at: datetime.datetime
    href: str
    outcome: CorrectionItemOutcome | Unset = UNSET
    settled_at: datetime.datetime | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        reason = self.reason.value

        organisation = self.organisation

        reported_at = self.reported_at.isoformat()

        href = self.href

        outcome: str | Unset = UNSET
        if not isinstance(self.outcome, Unset):
            outcome = self.outcome.value

        settled_at: str | Unset = UNSET
        if not isinstance(self.settled_at, Unset):
            settled_at = self.settled_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "reason": reason,
                "organisation": organisation,
                "reportedAt": reported_at,
                "href": href,
            }
        )
        if outcome is not UNSET:
            field_dict["outcome"] = outcome
        if settled_at is not UNSET:
            field_dict["settledAt"] = settled_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        reason = CorrectionItemReason(d.pop("reason"))

        organisation = d.pop("organisation")

        reported_at = datetime.datetime.fromisoformat(d.pop("reportedAt"))

        href = d.pop("href")

        _outcome = d.pop("outcome", UNSET)
        outcome: CorrectionItemOutcome | Unset
        if isinstance(_outcome, Unset):
            outcome = UNSET
        else:
            outcome = CorrectionItemOutcome(_outcome)

        _settled_at = d.pop("settledAt", UNSET)
        settled_at: datetime.datetime | Unset
        if isinstance(_settled_at, Unset):
            settled_at = UNSET
        else:
            settled_at = datetime.datetime.fromisoformat(_settled_at)

        correction_item = cls(
            id=id,
            reason=reason,
            organisation=organisation,
            reported_at=reported_at,
            href=href,
            outcome=outcome,
            settled_at=settled_at,
        )

        return correction_item
