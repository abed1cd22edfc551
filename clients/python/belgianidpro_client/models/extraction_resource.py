from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.extraction_resource_state import ExtractionResourceState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.extraction_resource_problem import ExtractionResourceProblem


T = TypeVar("T", bound="ExtractionResource")


@_attrs_define
class ExtractionResource:
    """How far an extraction is, with its own address.

    Attributes:
        id (UUID):
        state (ExtractionResourceState):
        created_at (datetime.datetime):
        href (str):
        stage (str | Unset):
        progress (float | Unset):
        poll_after (float | Unset):
        problem (ExtractionResourceProblem | Unset):
        files (list[str] | Unset):
    """

    id: UUID
    state: ExtractionResourceState
    created_at: datetime.datetime
    href: str
    stage: str | Unset = UNSET
    progress: float | Unset = UNSET
    poll_after: float | Unset = UNSET
    problem: ExtractionResourceProblem | Unset = UNSET
    files: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        state = self.state.value

        created_at = self.created_at.isoformat()

        href = self.href

        stage = self.stage

        progress = self.progress

        poll_after = self.poll_after

        problem: dict[str, Any] | Unset = UNSET
        if not isinstance(self.problem, Unset):
            problem = self.problem.to_dict()

        files: list[str] | Unset = UNSET
        if not isinstance(self.files, Unset):
            files = self.files

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "state": state,
                "createdAt": created_at,
                "href": href,
            }
        )
        if stage is not UNSET:
            field_dict["stage"] = stage
        if progress is not UNSET:
            field_dict["progress"] = progress
        if poll_after is not UNSET:
            field_dict["pollAfter"] = poll_after
        if problem is not UNSET:
            field_dict["problem"] = problem
        if files is not UNSET:
            field_dict["files"] = files

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.extraction_resource_problem import ExtractionResourceProblem

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        state = ExtractionResourceState(d.pop("state"))

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        href = d.pop("href")

        stage = d.pop("stage", UNSET)

        progress = d.pop("progress", UNSET)

        poll_after = d.pop("pollAfter", UNSET)

        _problem = d.pop("problem", UNSET)
        problem: ExtractionResourceProblem | Unset
        if isinstance(_problem, Unset):
            problem = UNSET
        else:
            problem = ExtractionResourceProblem.from_dict(_problem)

        files = cast(list[str], d.pop("files", UNSET))

        extraction_resource = cls(
            id=id,
            state=state,
            created_at=created_at,
            href=href,
            stage=stage,
            progress=progress,
            poll_after=poll_after,
            problem=problem,
            files=files,
        )

        return extraction_resource
