from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.delivery_resource import DeliveryResource


T = TypeVar("T", bound="DeliveryCollection")


@_attrs_define
class DeliveryCollection:
    """A page of a webhook's messages, newest first.

    Attributes:
        self_ (str):
        total (int):
        first (str):
        last (str):
        page (int):
        page_size (int):
        items (list[DeliveryResource]):
        prev (str | Unset):
        next_ (str | Unset):
    """

    self_: str
    total: int
    first: str
    last: str
    page: int
    page_size: int
    items: list[DeliveryResource]
    prev: str | Unset = UNSET
    next_: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        self_ = self.self_

        total = self.total

        first = self.first

        last = self.last

        page = self.page

        page_size = self.page_size

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        prev = self.prev

        next_ = self.next_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "self": self_,
                "total": total,
                "first": first,
                "last": last,
                "page": page,
                "pageSize": page_size,
                "items": items,
            }
        )
        if prev is not UNSET:
            field_dict["prev"] = prev
        if next_ is not UNSET:
            field_dict["next"] = next_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.delivery_resource import DeliveryResource

        d = dict(src_dict)
        self_ = d.pop("self")

        total = d.pop("total")

        first = d.pop("first")

        last = d.pop("last")

        page = d.pop("page")

        page_size = d.pop("pageSize")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = DeliveryResource.from_dict(items_item_data)

            items.append(items_item)

        prev = d.pop("prev", UNSET)

        next_ = d.pop("next", UNSET)

        delivery_collection = cls(
            self_=self_,
            total=total,
            first=first,
            last=last,
            page=page,
            page_size=page_size,
            items=items,
            prev=prev,
            next_=next_,
        )

        return delivery_collection
