from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.quality_issue_severity import QualityIssueSeverity
from ..types import UNSET, Unset

T = TypeVar("T", bound="QualityIssue")


@_attrs_define
class QualityIssue:
    """One defect of a picture: what, how bad, where, and which fields it touches.

    Attributes:
        code (str):
        severity (QualityIssueSeverity):
        polygon (list[list[float]] | Unset):
        affects (list[str] | Unset):
    """

    code: str
    severity: QualityIssueSeverity
    polygon: list[list[float]] | Unset = UNSET
    affects: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        severity = self.severity.value

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

        affects: list[str] | Unset = UNSET
        if not isinstance(self.affects, Unset):
            affects = self.affects

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "severity": severity,
            }
        )
        if polygon is not UNSET:
            field_dict["polygon"] = polygon
        if affects is not UNSET:
            field_dict["affects"] = affects

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        severity = QualityIssueSeverity(d.pop("severity"))

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

        affects = cast(list[str], d.pop("affects", UNSET))

        quality_issue = cls(
            code=code,
            severity=severity,
            polygon=polygon,
            affects=affects,
        )

        return quality_issue
