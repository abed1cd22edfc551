from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.region_rotation import RegionRotation
from ..models.region_side import RegionSide
from ..types import UNSET, Unset

T = TypeVar("T", bound="Region")


@_attrs_define
class Region:
    """Where a document lies: `rotation` is the clockwise turn, in degrees, that brings it upright.

    Attributes:
        page (int):
        quad (list[list[float]]):
        rotation (RegionRotation):
        side (RegionSide | Unset):  Default: RegionSide.UNKNOWN.
    """

    page: int
    quad: list[list[float]]
    rotation: RegionRotation
    side: RegionSide | Unset = RegionSide.UNKNOWN

    def to_dict(self) -> dict[str, Any]:
        page = self.page

        quad = []
        for quad_item_data in self.quad:
            quad_item = []
            for quad_item_item_data in quad_item_data:
                quad_item_item: float
                quad_item_item = quad_item_item_data
                quad_item.append(quad_item_item)

            quad.append(quad_item)

        rotation = self.rotation.value

        side: str | Unset = UNSET
        if not isinstance(self.side, Unset):
            side = self.side.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "page": page,
                "quad": quad,
                "rotation": rotation,
            }
        )
        if side is not UNSET:
            field_dict["side"] = side

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        page = d.pop("page")

        quad = []
        _quad = d.pop("quad")
        for quad_item_data in _quad:
            quad_item = []
            _quad_item = quad_item_data
            for quad_item_item_data in _quad_item:

                def _parse_quad_item_item(data: object) -> float:
                    return cast(float, data)

                quad_item_item = _parse_quad_item_item(quad_item_item_data)

                quad_item.append(quad_item_item)

            quad.append(quad_item)

        rotation = RegionRotation(d.pop("rotation"))

        _side = d.pop("side", UNSET)
        side: RegionSide | Unset
        if isinstance(_side, Unset):
            side = UNSET
        else:
            side = RegionSide(_side)

        region = cls(
            page=page,
            quad=quad,
            rotation=rotation,
            side=side,
        )

        return region
