from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CropResource")


@_attrs_define
class CropResource:
    """The piece of the scan that a field was read from.

    Attributes:
        field (str):
        image_href (str):
    """

    field: str
    image_href: str

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        image_href = self.image_href

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "field": field,
                "imageHref": image_href,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        field = d.pop("field")

        image_href = d.pop("imageHref")

        crop_resource = cls(
            field=field,
            image_href=image_href,
        )

        return crop_resource
