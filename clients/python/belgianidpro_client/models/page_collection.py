from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.page_resource import PageResource


T = TypeVar("T", bound="PageCollection")


@_attrs_define
class PageCollection:
    """The pages of an upload, in order.

    Attributes:
        self_ (str):
        total (int):
        items (list[PageResource]):
    """

    self_: str
    total: int
    items: list[PageResource]

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
        from ..models.page_resource import PageResource

        d = dict(src_dict)
        self_ = d.pop("self")

        total = d.pop("total")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = PageResource.from_dict(items_item_data)

            items.append(items_item)

        page_collection = cls(
            self_=self_,
            total=total,
            items=items,
        )

        return page_collection
