from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.mrz_zone_format import MrzZoneFormat
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mrz_zone_checks import MrzZoneChecks
    from ..models.repair import Repair


T = TypeVar("T", bound="MrzZone")


@_attrs_define
class MrzZone:
    """A machine-readable zone. `valid`: every check digit holds. `confidence`: every character is right.

    Attributes:
        format_ (MrzZoneFormat):
        lines (list[str]):
        valid (bool):
        confidence (float):
        checks (MrzZoneChecks):
        page (int | Unset):  Default: 0.
        polygon (list[list[float]] | Unset):
        repairs (list[Repair] | Unset):
    """

    format_: MrzZoneFormat
    lines: list[str]
    valid: bool
    confidence: float
    checks: MrzZoneChecks
    page: int | Unset = 0
    polygon: list[list[float]] | Unset = UNSET
    repairs: list[Repair] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        format_ = self.format_.value

        lines = self.lines

        valid = self.valid

        confidence = self.confidence

        checks = self.checks.to_dict()

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

        repairs: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.repairs, Unset):
            repairs = []
            for repairs_item_data in self.repairs:
                repairs_item = repairs_item_data.to_dict()
                repairs.append(repairs_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "format": format_,
                "lines": lines,
                "valid": valid,
                "confidence": confidence,
                "checks": checks,
            }
        )
        if page is not UNSET:
            field_dict["page"] = page
        if polygon is not UNSET:
            field_dict["polygon"] = polygon
        if repairs is not UNSET:
            field_dict["repairs"] = repairs

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.mrz_zone_checks import MrzZoneChecks
        from ..models.repair import Repair

        d = dict(src_dict)
        format_ = MrzZoneFormat(d.pop("format"))

        lines = cast(list[str], d.pop("lines"))

        valid = d.pop("valid")

        confidence = d.pop("confidence")

        checks = MrzZoneChecks.from_dict(d.pop("checks"))

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

        _repairs = d.pop("repairs", UNSET)
        repairs: list[Repair] | Unset = UNSET
        if _repairs is not UNSET:
            repairs = []
            for repairs_item_data in _repairs:
                repairs_item = Repair.from_dict(repairs_item_data)

                repairs.append(repairs_item)

        mrz_zone = cls(
            format_=format_,
            lines=lines,
            valid=valid,
            confidence=confidence,
            checks=checks,
            page=page,
            polygon=polygon,
            repairs=repairs,
        )

        return mrz_zone
