from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CasePage")


@_attrs_define
class CasePage:
    """A page of the scan: its size as uploaded, and the clockwise turn in degrees that brings it upright.

    Attributes:
        index (int):
        width (int):
        height (int):
        rotation (int | Unset):  Default: 0.
    """

    index: int
    width: int
    height: int
    rotation: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        width = self.width

        height = self.height

        rotation = self.rotation

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "index": index,
                "width": width,
                "height": height,
            }
        )
        if rotation is not UNSET:
            field_dict["rotation"] = rotation

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        index = d.pop("index")

        width = d.pop("width")

        height = d.pop("height")

        rotation = d.pop("rotation", UNSET)

        case_page = cls(
            index=index,
            width=width,
            height=height,
            rotation=rotation,
        )

        return case_page
