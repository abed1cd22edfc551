from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.persons_found_result import PersonsFoundResult

if TYPE_CHECKING:
    from ..models.candidate_view import CandidateView


T = TypeVar("T", bound="PersonsFound")


@_attrs_define
class PersonsFound:
    """`none`, `unique` or `ambiguous`, with the reasons, and who may be meant, the likeliest first.

    Attributes:
        result (PersonsFoundResult):
        reasons (list[str]):
        candidates (list[CandidateView]):
    """

    result: PersonsFoundResult
    reasons: list[str]
    candidates: list[CandidateView]

    def to_dict(self) -> dict[str, Any]:
        result = self.result.value

        reasons = self.reasons

        candidates = []
        for candidates_item_data in self.candidates:
            candidates_item = candidates_item_data.to_dict()
            candidates.append(candidates_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "result": result,
                "reasons": reasons,
                "candidates": candidates,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.candidate_view import CandidateView

        d = dict(src_dict)
        result = PersonsFoundResult(d.pop("result"))

        reasons = cast(list[str], d.pop("reasons"))

        candidates = []
        _candidates = d.pop("candidates")
        for candidates_item_data in _candidates:
            candidates_item = CandidateView.from_dict(candidates_item_data)

            candidates.append(candidates_item)

        persons_found = cls(
            result=result,
            reasons=reasons,
            candidates=candidates,
        )

        return persons_found
