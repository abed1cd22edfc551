from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DraftWanted")


@_attrs_define
class DraftWanted:
    """What a draft is made from; without an extraction it is empty.

    Attributes:
        extraction_id (UUID | Unset):
    """

    extraction_id: UUID | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        extraction_id: str | Unset = UNSET
        if not isinstance(self.extraction_id, Unset):
            extraction_id = str(self.extraction_id)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if extraction_id is not UNSET:
            field_dict["extractionId"] = extraction_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        _extraction_id = d.pop("extractionId", UNSET)
        extraction_id: UUID | Unset
        if isinstance(_extraction_id, Unset):
            extraction_id = UNSET
        else:
            extraction_id = UUID(_extraction_id)

        draft_wanted = cls(
            extraction_id=extraction_id,
        )

        return draft_wanted
