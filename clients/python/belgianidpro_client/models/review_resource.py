from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.review_resource_item_codes_item import ReviewResourceItemCodesItem
from ..models.review_resource_refusal_codes_item import ReviewResourceRefusalCodesItem
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.candidate_view import CandidateView
    from ..models.compared_field import ComparedField
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
        fields (list[ComparedField]):
        href (str):
        candidates (list[CandidateView] | Unset):
        reasons (list[ReasonView] | Unset):
        warnings (list[Warning_] | Unset):
        pages (int | Unset):  Default: 0.
        note (str | Unset):
        item_codes (list[ReviewResourceItemCodesItem] | Unset):
        refusal_codes (list[ReviewResourceRefusalCodesItem] | Unset):
        rounds_left (int | Unset):  Default: 0.
    """

    request: RequestView
    organisation: str
    fields: list[ComparedField]
    href: str
    candidates: list[CandidateView] | Unset = UNSET
    reasons: list[ReasonView] | Unset = UNSET
    warnings: list[Warning_] | Unset = UNSET
    pages: int | Unset = 0
    note: str | Unset = UNSET
    item_codes: list[ReviewResourceItemCodesItem] | Unset = UNSET
    refusal_codes: list[ReviewResourceRefusalCodesItem] | Unset = UNSET
    rounds_left: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        request = self.request.to_dict()

        organisation = self.organisation

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

        pages = self.pages

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
                "fields": fields,
                "href": href,
            }
        )
        if candidates is not UNSET:
            field_dict["candidates"] = candidates
        if reasons is not UNSET:
            field_dict["reasons"] = reasons
        if warnings is not UNSET:
            field_dict["warnings"] = warnings
        if pages is not UNSET:
            field_dict["pages"] = pages
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
        from ..models.compared_field import ComparedField
        from ..models.reason_view import ReasonView
        from ..models.request_view import RequestView
        from ..models.warning import Warning_

        d = dict(src_dict)
        request = RequestView.from_dict(d.pop("request"))

        organisation = d.pop("organisation")

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

        pages = d.pop("pages", UNSET)

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
            fields=fields,
            href=href,
            candidates=candidates,
            reasons=reasons,
            warnings=warnings,
            pages=pages,
            note=note,
            item_codes=item_codes,
            refusal_codes=refusal_codes,
            rounds_left=rounds_left,
        )

        return review_resource
