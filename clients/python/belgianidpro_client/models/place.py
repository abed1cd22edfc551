from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.place_zone import PlaceZone

T = TypeVar("T", bound="Place")


@_attrs_define
class Place:
    """Where on a page a reading of a field stands; the polygon is in pixels of the page as uploaded.

    Attributes:
        zone (PlaceZone):
        page (int):
        polygon (list[list[float]]):
    """

    zone: PlaceZone
    page: int
    polygon: list[list[float]]

    def to_dict(self) -> dict[str, Any]:
        zone = self.zone.value

        page = self.page

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
                "page": page,
                "polygon": polygon,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        zone = PlaceZone(d.pop("zone"))

        page = d.pop("page")

        polygon = []
        _polygon = d.pop("polygon")
        for polygon_item_data in _polygon:
            polygon_item = []
            _polygon_item = polygon_item_data
            for polygon_item_item_data in _polygon_item:

                def _parse_polygon_item_item(data: object) -> float:
                    return cast(float, data)

                polygon_item_item = _parse_polygon_item_item(polygon_item_item_data)

                polygon_item.append(polygon_item_item)

            polygon.append(polygon_item)

        place = cls(
            zone=zone,
            page=page,
            polygon=polygon,
        )

        return place
