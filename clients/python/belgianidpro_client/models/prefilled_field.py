from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.prefilled_field_status import PrefilledFieldStatus
from ..models.prefilled_field_zone import PrefilledFieldZone
from ..types import UNSET, Unset

T = TypeVar("T", bound="PrefilledField")


@_attrs_define
class PrefilledField:
    """What was read for a field of the form; `crop` tells whether a piece of the scan can be shown.

    Attributes:
        value (int | str):
        status (PrefilledFieldStatus):
        confidence (float):
        zone (PrefilledFieldZone | Unset):
        page (int | Unset):
        polygon (list[list[float]] | Unset):
        crop (bool | Unset):  Default: False.
    """

    value: int | str
    status: PrefilledFieldStatus
    confidence: float
    zone: PrefilledFieldZone | Unset = UNSET
    page: int | Unset = UNSET
    polygon: list[list[float]] | Unset = UNSET
    crop: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        value: int | str
        value = self.value

        status = self.status.value

        confidence = self.confidence

        zone: str | Unset = UNSET
        if not isinstance(self.zone, Unset):
            zone = self.zone.value

        page = self.page

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

        crop = self.crop

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "value": value,
                "status": status,
                "confidence": confidence,
            }
        )
        if zone is not UNSET:
            field_dict["zone"] = zone
        if page is not UNSET:
            field_dict["page"] = page
        if polygon is not UNSET:
            field_dict["polygon"] = polygon
        if crop is not UNSET:
            field_dict["crop"] = crop

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_value(data: object) -> int | str:
            return cast(int | str, data)

        value = _parse_value(d.pop("value"))

        status = PrefilledFieldStatus(d.pop("status"))

        confidence = d.pop("confidence")

        _zone = d.pop("zone", UNSET)
        zone: PrefilledFieldZone | Unset
        if isinstance(_zone, Unset):
            zone = UNSET
        else:
            zone = PrefilledFieldZone(_zone)

        page = d.pop("page", UNSET)

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

        crop = d.pop("crop", UNSET)

        prefilled_field = cls(
            value=value,
            status=status,
            confidence=confidence,
            zone=zone,
            page=page,
            polygon=polygon,
            crop=crop,
        )

        return prefilled_field
