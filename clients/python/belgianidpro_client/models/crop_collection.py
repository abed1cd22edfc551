from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.crop_resource import CropResource


T = TypeVar("T", bound="CropCollection")


@_attrs_define
class CropCollection:
    """The pieces that can be looked at.

    Attributes:
        self_ (str):
        total (int):
        items (list[CropResource]):
    """

    self_: str
    total: int
    items: list[CropResource]

    def to_dict(self) -> dict[str, Any]:
        self_ = self.self_

        total = self.total

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "self": self_,
                "total": total,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.crop_resource import CropResource

        d = dict(src_dict)
        self_ = d.pop("self")

        total = d.pop("total")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = CropResource.from_dict(items_item_data)

            items.append(items_item)

        crop_collection = cls(
            self_=self_,
            total=total,
            items=items,
        )

        return crop_collection
