from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.source_zone import SourceZone
from ..types import UNSET, Unset

T = TypeVar("T", bound="Source")


@_attrs_define
class Source:
    """Where a value was read, and what stood there.

    Attributes:
        zone (SourceZone):
        text (str):
        page (int):
        confidence (float):
        polygon (list[list[float]] | Unset):
    """

    zone: SourceZone
    text: str
    page: int
    confidence: float
    polygon: list[list[float]] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        zone = self.zone.value

        text = self.text

        page = self.page

        confidence = self.confidence

        polygon: list[list[float]] | Unset = UNSET
        if not isinstance(self.polygon, Unset):
            polygon = []
            for polygon_item_data in self.polygon:
                polygon_item = []
                for polygon_item_item_data in polygon_item_data:
                    polygon_item_item: float
                    polygon_item_item = polygon_item_item_data
                    polygon_item.append(polygon_item_item)

                polygon.append(polygon_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "zone": zone,
                "text": text,
                "page": page,
                "confidence": confidence,
            }
        )
        if polygon is not UNSET:
            field_dict["polygon"] = polygon

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        zone = SourceZone(d.pop("zone"))

        text = d.pop("text")

        page = d.pop("page")

        confidence = d.pop("confidence")

        _polygon = d.pop("polygon", UNSET)
        polygon: list[list[float]] | Unset = UNSET
        if _polygon is not UNSET:
            polygon = []
            for polygon_item_data in _polygon:
                polygon_item = []
                _polygon_item = polygon_item_data
                for polygon_item_item_data in _polygon_item:

                    def _parse_polygon_item_item(data: object) -> float:
                        return cast(float, data)

                    polygon_item_item = _parse_polygon_item_item(polygon_item_item_data)

                    polygon_item.append(polygon_item_item)

                polygon.append(polygon_item)

        source = cls(
            zone=zone,
            text=text,
            page=page,
            confidence=confidence,
            polygon=polygon,
        )

        return source
