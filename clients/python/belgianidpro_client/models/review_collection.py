from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.review_collection_kinds import ReviewCollectionKinds
    from ..models.review_line import ReviewLine


T = TypeVar("T", bound="ReviewCollection")


@_attrs_define
class ReviewCollection:
    """A page of the queue; `kinds` counts all open cases by their first reason.

    Attributes:
        self_ (str):
        total (int):
        first (str):
        last (str):
        page (int):
        page_size (int):
        items (list[ReviewLine]):
        kinds (ReviewCollectionKinds):
        prev (str | Unset):
        next_ (str | Unset):
    """

    self_: str
    total: int
    first: str
    last: str
    page: int
    page_size: int
    items: list[ReviewLine]
    kinds: ReviewCollectionKinds
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

        kinds = self.kinds.to_dict()

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
                "kinds": kinds,
            }
        )
        if prev is not UNSET:
            field_dict["prev"] = prev
        if next_ is not UNSET:
            field_dict["next"] = next_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.review_collection_kinds import ReviewCollectionKinds
        from ..models.review_line import ReviewLine

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
            items_item = ReviewLine.from_dict(items_item_data)

            items.append(items_item)

        kinds = ReviewCollectionKinds.from_dict(d.pop("kinds"))

        prev = d.pop("prev", UNSET)

        next_ = d.pop("next", UNSET)

        review_collection = cls(
            self_=self_,
            total=total,
            first=first,
            last=last,
            page=page,
            page_size=page_size,
            items=items,
            kinds=kinds,
            prev=prev,
            next_=next_,
        )

        return review_collection
