from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.correction_resource_outcome import CorrectionResourceOutcome
from ..models.correction_resource_reason import CorrectionResourceReason
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.person import Person
    from ..models.request_view import RequestView


T = TypeVar("T", bound="CorrectionResource")


@_attrs_define
class CorrectionResource:
    """A correction with its own address, and that of its request.

    Attributes:
        id (UUID):
        ssin (str):
        reason (CorrectionResourceReason):
        reported_by_company (bool):
        reported_at (datetime.datetime):
        request (RequestView): A request as its company sees it: what was entered, where it stands, the number.
        organisation (str):
        receivers (int):
        may_settle (bool):
        href (str):
        request_href (str):
        note (str | Unset):
        person (Person | Unset): A person of the registry. `birthDate` is an IncompleteDate; `gender` after ISO 5218.
        outcome (CorrectionResourceOutcome | Unset):
        right_ssin (str | Unset):
        settled_note (str | Unset):
        settled_at (datetime.datetime | Unset):
    """

    id: UUID
    ssin: str
    reason: CorrectionResourceReason
    reported_by_company: bool
    reported_at: datetime.datetime
    request: RequestView
    organisation: str
    receivers: int
    may_settle: bool
    href: str
    request_href: str
    note: str | Unset = UNSET
    person: Person | Unset = UNSET
    outcome: CorrectionResourceOutcome | Unset = UNSET
    right_ssin: str | Unset = UNSET
    settled_note: str | Unset = UNSET
    settled_at: datetime.datetime | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        ssin = self.ssin

        reason = self.reason.value

        reported_by_company = self.reported_by_company

        reported_at = self.reported_at.isoformat()

        request = self.request.to_dict()

        organisation = self.organisation

        receivers = self.receivers

        may_settle = self.may_settle

        href = self.href

        request_href = self.request_href

        note = self.note

        person: dict[str, Any] | Unset = UNSET
        if not isinstance(self.person, Unset):
            person = self.person.to_dict()

        outcome: str | Unset = UNSET
        if not isinstance(self.outcome, Unset):
            outcome = self.outcome.value

        right_ssin = self.right_ssin

        settled_note = self.settled_note

        settled_at: str | Unset = UNSET
        if not isinstance(self.settled_at, Unset):
            settled_at = self.settled_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "ssin": ssin,
                "reason": reason,
                "reportedByCompany": reported_by_company,
                "reportedAt": reported_at,
                "request": request,
                "organisation": organisation,
                "receivers": receivers,
                "maySettle": may_settle,
                "href": href,
                "requestHref": request_href,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note
        if person is not UNSET:
            field_dict["person"] = person
        if outcome is not UNSET:
            field_dict["outcome"] = outcome
        if right_ssin is not UNSET:
            field_dict["rightSsin"] = right_ssin
        if settled_note is not UNSET:
            field_dict["settledNote"] = settled_note
        if settled_at is not UNSET:
            field_dict["settledAt"] = settled_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.person import Person
        from ..models.request_view import RequestView

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        ssin = d.pop("ssin")

        reason = CorrectionResourceReason(d.pop("reason"))

        reported_by_company = d.pop("reportedByCompany")

        reported_at = datetime.datetime.fromisoformat(d.pop("reportedAt"))

        request = RequestView.from_dict(d.pop("request"))

        organisation = d.pop("organisation")

        receivers = d.pop("receivers")

        may_settle = d.pop("maySettle")

        href = d.pop("href")

        request_href = d.pop("requestHref")

        note = d.pop("note", UNSET)

        _person = d.pop("person", UNSET)
        person: Person | Unset
        if isinstance(_person, Unset):
            person = UNSET
        else:
            person = Person.from_dict(_person)

        _outcome = d.pop("outcome", UNSET)
        outcome: CorrectionResourceOutcome | Unset
        if isinstance(_outcome, Unset):
            outcome = UNSET
        else:
            outcome = CorrectionResourceOutcome(_outcome)

        right_ssin = d.pop("rightSsin", UNSET)

        settled_note = d.pop("settledNote", UNSET)

        _settled_at = d.pop("settledAt", UNSET)
        settled_at: datetime.datetime | Unset
        if isinstance(_settled_at, Unset):
            settled_at = UNSET
        else:
            settled_at = datetime.datetime.fromisoformat(_settled_at)

        correction_resource = cls(
            id=id,
            ssin=ssin,
            reason=reason,
            reported_by_company=reported_by_company,
            reported_at=reported_at,
            request=request,
            organisation=organisation,
            receivers=receivers,
            may_settle=may_settle,
            href=href,
            request_href=request_href,
            note=note,
            person=person,
            outcome=outcome,
            right_ssin=right_ssin,
            settled_note=settled_note,
            settled_at=settled_at,
        )

        return correction_resource
