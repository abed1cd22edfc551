from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.extracted_field_status import ExtractedFieldStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.source import Source


T = TypeVar("T", bound="ExtractedField")


@_attrs_define
class ExtractedField:
    """One value, its sources, and how far it can be relied on (see DESIGN: verified, read, conflict).

    Attributes:
        value (int | str):
        confidence (float):
        status (ExtractedFieldStatus):
        sources (list[Source] | Unset):
    """

    value: int | str
    confidence: float
    status: ExtractedFieldStatus
    sources: list[Source] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        value: int | str
        value = self.value

        confidence = self.confidence

        status = self.status.value

        sources: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.sources, Unset):
            sources = []
            for sources_item_data in self.sources:
                sources_item = sources_item_data.to_dict()
                sources.append(sources_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "value": value,
                "confidence": confidence,
                "status": status,
            }
        )
        if sources is not UNSET:
            field_dict["sources"] = sources

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.source import Source

        d = dict(src_dict)

        def _parse_value(data: object) -> int | str:
            return cast(int | str, data)

        value = _parse_value(d.pop("value"))

        confidence = d.pop("confidence")

        status = ExtractedFieldStatus(d.pop("status"))

        _sources = d.pop("sources", UNSET)
        sources: list[Source] | Unset = UNSET
        if _sources is not UNSET:
            sources = []
            for sources_item_data in _sources:
                sources_item = Source.from_dict(sources_item_data)

                sources.append(sources_item)

        extracted_field = cls(
            value=value,
            confidence=confidence,
            status=status,
            sources=sources,
        )

        return extracted_field
