from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.review_resource_grounds_item_item import ReviewResourceGroundsItemItem
from ..models.review_resource_grounds_new_item import ReviewResourceGroundsNewItem
from ..models.review_resource_item_codes_item import ReviewResourceItemCodesItem
from ..models.review_resource_refusal_codes_item import ReviewResourceRefusalCodesItem
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.candidate_view import CandidateView
    from ..models.case_page import CasePage
    from ..models.compared_field import ComparedField
    from ..models.decision_view import DecisionView
    from ..models.reason_view import ReasonView
    from ..models.request_view import RequestView
    from ..models.warning import Warning_


T = TypeVar("T", bound="ReviewResource")


@_attrs_define
class ReviewResource:
    """A case with its own address.

    Attributes:
        request (RequestView): A request as its company sees it: what was entered, where it stands, the number.
        organisation (str):
        language (str):
        fields (list[ComparedField]):
        href (str):
        candidates (list[CandidateView] | Unset):
        grounds (list[list[ReviewResourceGroundsItemItem]] | Unset):
        grounds_new (list[ReviewResourceGroundsNewItem] | Unset):
        confirm_new (bool | Unset):  Default: False.
        reasons (list[ReasonView] | Unset):
        warnings (list[Warning_] | Unset):
        pages (list[CasePage] | Unset):
        due_at (datetime.datetime | Unset):
        claimed_by (str | Unset):
        held (bool | Unset):  Default: False.
        decision (DecisionView | Unset): A decision on a case, as reviewers see it. The notes stay with the office.
        history (list[DecisionView] | Unset):
        may_merge (bool | Unset):  Default: False.
        note (str | Unset):
        item_codes (list[ReviewResourceItemCodesItem] | Unset):
        refusal_codes (list[ReviewResourceRefusalCodesItem] | Unset):
        rounds_left (int | Unset):  Default: 0.
    """

    request: RequestView
    organisation: str
    language: str
    fields: list[ComparedField]
    href: str
    candidates: list[CandidateView] | Unset = UNSET
    grounds: list[list[ReviewResourceGroundsItemItem]] | Unset = UNSET
    grounds_new: list[ReviewResourceGroundsNewItem] | Unset = UNSET
    confirm_new: bool | Unset = False
    reasons: list[ReasonView] | Unset = UNSET
    warnings: list[Warning_] | Unset = UNSET
    pages: list[CasePage] | Unset = UNSET
    due_at: datetime.datetime | Unset = UNSET
    claimed_by: str | Unset = UNSET
    held: bool | Unset = False
    decision: DecisionView | Unset = UNSET
    history: list[DecisionView] | Unset = UNSET
    may_merge: bool | Unset = False
    note: str | Unset = UNSET
    item_codes: list[ReviewResourceItemCodesItem] | Unset = UNSET
    refusal_codes: list[ReviewResourceRefusalCodesItem] | Unset = UNSET
    rounds_left: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        request = self.request.to_dict()

        organisation = self.organisation

        language = self.language

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        href = self.href

        candidates: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.candidates, Unset):
            candidates = []
            for candidates_item_data in self.candidates:
                candidates_item = candidates_item_data.to_dict()
                candidates.append(candidates_item)

        grounds: list[list[str]] | Unset = UNSET
        if not isinstance(self.grounds, Unset):
            grounds = []
            for grounds_item_data in self.grounds:
                grounds_item = []
                for grounds_item_item_data in grounds_item_data:
                    grounds_item_item = grounds_item_item_data.value
                    grounds_item.append(grounds_item_item)

                grounds.append(grounds_item)

        grounds_new: list[str] | Unset = UNSET
        if not isinstance(self.grounds_new, Unset):
            grounds_new = []
            for grounds_new_item_data in self.grounds_new:
                grounds_new_item = grounds_new_item_data.value
                grounds_new.append(grounds_new_item)

        confirm_new = self.confirm_new

        reasons: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.reasons, Unset):
            reasons = []
            for reasons_item_data in self.reasons:
                reasons_item = reasons_item_data.to_dict()
                reasons.append(reasons_item)

        warnings: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.warnings, Unset):
            warnings = []
            for warnings_item_data in self.warnings:
                warnings_item = warnings_item_data.to_dict()
                warnings.append(warnings_item)

        pages: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.pages, Unset):
            pages = []
            for pages_item_data in self.pages:
                pages_item = pages_item_data.to_dict()
                pages.append(pages_item)

        due_at: str | Unset = UNSET
        if not isinstance(self.due_at, Unset):
            due_at = self.due_at.isoformat()

        claimed_by = self.claimed_by

        held = self.held

        decision: dict[str, Any] | Unset = UNSET
        if not isinstance(self.decision, Unset):
            decision = self.decision.to_dict()

        history: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.history, Unset):
            history = []
            for history_item_data in self.history:
                history_item = history_item_data.to_dict()
                history.append(history_item)

        may_merge = self.may_merge

        note = self.note

        item_codes: list[str] | Unset = UNSET
        if not isinstance(self.item_codes, Unset):
            item_codes = []
            for item_codes_item_data in self.item_codes:
                item_codes_item = item_codes_item_data.value
                item_codes.append(item_codes_item)

        refusal_codes: list[str] | Unset = UNSET
        if not isinstance(self.refusal_codes, Unset):
            refusal_codes = []
            for refusal_codes_item_data in self.refusal_codes:
                refusal_codes_item = refusal_codes_item_data.value
                refusal_codes.append(refusal_codes_item)

        rounds_left = self.rounds_left

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "request": request,
                "organisation": organisation,
                "language": language,
                "fields": fields,
                "href": href,
            }
        )
        if candidates is not UNSET:
            field_dict["candidates"] = candidates
        if grounds is not UNSET:
            field_dict["grounds"] = grounds
        if grounds_new is not UNSET:
            field_dict["groundsNew"] = grounds_new
        if confirm_new is not UNSET:
            field_dict["confirmNew"] = confirm_new
        if reasons is not UNSET:
            field_dict["reasons"] = reasons
        if warnings is not UNSET:
            field_dict["warnings"] = warnings
        if pages is not UNSET:
            field_dict["pages"] = pages
        if due_at is not UNSET:
            field_dict["dueAt"] = due_at
        if claimed_by is not UNSET:
            field_dict["claimedBy"] = claimed_by
        if held is not UNSET:
            field_dict["held"] = held
        if decision is not UNSET:
            field_dict["decision"] = decision
        if history is not UNSET:
            field_dict["history"] = history
        if may_merge is not UNSET:
            field_dict["mayMerge"] = may_merge
        if note is not UNSET:
            field_dict["note"] = note
        if item_codes is not UNSET:
            field_dict["itemCodes"] = item_codes
        if refusal_codes is not UNSET:
            field_dict["refusalCodes"] = refusal_codes
        if rounds_left is not UNSET:
            field_dict["roundsLeft"] = rounds_left

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.candidate_view import CandidateView
        from ..models.case_page import CasePage
        from ..models.compared_field import ComparedField
        from ..models.decision_view import DecisionView
        from ..models.reason_view import ReasonView
        from ..models.request_view import RequestView
        from ..models.warning import Warning_

        d = dict(src_dict)
        request = RequestView.from_dict(d.pop("request"))

        organisation = d.pop("organisation")

        language = d.pop("language")

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = ComparedField.from_dict(fields_item_data)

            fields.append(fields_item)

        href = d.pop("href")

        _candidates = d.pop("candidates", UNSET)
        candidates: list[CandidateView] | Unset = UNSET
        if _candidates is not UNSET:
            candidates = []
            for candidates_item_data in _candidates:
                candidates_item = CandidateView.from_dict(candidates_item_data)

                candidates.append(candidates_item)

        _grounds = d.pop("grounds", UNSET)
        grounds: list[list[ReviewResourceGroundsItemItem]] | Unset = UNSET
        if _grounds is not UNSET:
            grounds = []
            for grounds_item_data in _grounds:
                grounds_item = []
                _grounds_item = grounds_item_data
                for grounds_item_item_data in _grounds_item:
                    grounds_item_item = ReviewResourceGroundsItemItem(
                        grounds_item_item_data
                    )

                    grounds_item.append(grounds_item_item)

                grounds.append(grounds_item)

        _grounds_new = d.pop("groundsNew", UNSET)
        grounds_new: list[ReviewResourceGroundsNewItem] | Unset = UNSET
        if _grounds_new is not UNSET:
            grounds_new = []
            for grounds_new_item_data in _grounds_new:
                grounds_new_item = ReviewResourceGroundsNewItem(grounds_new_item_data)

                grounds_new.append(grounds_new_item)

        confirm_new = d.pop("confirmNew", UNSET)

        _reasons = d.pop("reasons", UNSET)
        reasons: list[ReasonView] | Unset = UNSET
        if _reasons is not UNSET:
            reasons = []
            for reasons_item_data in _reasons:
                reasons_item = ReasonView.from_dict(reasons_item_data)

                reasons.append(reasons_item)

        _warnings = d.pop("warnings", UNSET)
        warnings: list[Warning_] | Unset = UNSET
        if _warnings is not UNSET:
            warnings = []
            for warnings_item_data in _warnings:
                warnings_item = Warning_.from_dict(warnings_item_data)

                warnings.append(warnings_item)

        _pages = d.pop("pages", UNSET)
        pages: list[CasePage] | Unset = UNSET
        if _pages is not UNSET:
            pages = []
            for pages_item_data in _pages:
                pages_item = CasePage.from_dict(pages_item_data)

                pages.append(pages_item)

        _due_at = d.pop("dueAt", UNSET)
        due_at: datetime.datetime | Unset
        if isinstance(_due_at, Unset):
            due_at = UNSET
        else:
            due_at = datetime.datetime.fromisoformat(_due_at)

        claimed_by = d.pop("claimedBy", UNSET)

        held = d.pop("held", UNSET)

        _decision = d.pop("decision", UNSET)
        decision: DecisionView | Unset
        if isinstance(_decision, Unset):
            decision = UNSET
        else:
            decision = DecisionView.from_dict(_decision)

        _history = d.pop("history", UNSET)
        history: list[DecisionView] | Unset = UNSET
        if _history is not UNSET:
            history = []
            for history_item_data in _history:
                history_item = DecisionView.from_dict(history_item_data)

                history.append(history_item)

        may_merge = d.pop("mayMerge", UNSET)

        note = d.pop("note", UNSET)

        _item_codes = d.pop("itemCodes", UNSET)
        item_codes: list[ReviewResourceItemCodesItem] | Unset = UNSET
        if _item_codes is not UNSET:
            item_codes = []
            for item_codes_item_data in _item_codes:
                item_codes_item = ReviewResourceItemCodesItem(item_codes_item_data)

                item_codes.append(item_codes_item)

        _refusal_codes = d.pop("refusalCodes", UNSET)
        refusal_codes: list[ReviewResourceRefusalCodesItem] | Unset = UNSET
        if _refusal_codes is not UNSET:
            refusal_codes = []
            for refusal_codes_item_data in _refusal_codes:
                refusal_codes_item = ReviewResourceRefusalCodesItem(
                    refusal_codes_item_data
                )

                refusal_codes.append(refusal_codes_item)

        rounds_left = d.pop("roundsLeft", UNSET)

        review_resource = cls(
            request=request,
            organisation=organisation,
            language=language,
            fields=fields,
            href=href,
            candidates=candidates,
            grounds=grounds,
            grounds_new=grounds_new,
            confirm_new=confirm_new,
            reasons=reasons,
            warnings=warnings,
            pages=pages,
            due_at=due_at,
            claimed_by=claimed_by,
            held=held,
            decision=decision,
            history=history,
            may_merge=may_merge,
            note=note,
            item_codes=item_codes,
            refusal_codes=refusal_codes,
            rounds_left=rounds_left,
        )

        return review_resource
