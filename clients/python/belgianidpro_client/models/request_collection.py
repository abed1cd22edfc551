from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.request_line import RequestLine


T = TypeVar("T", bound="RequestCollection")


@_attrs_define
class RequestCollection:
    """A page of requests; `searchId` where they were searched by personal data.

    Attributes:
        self_ (str):
        total (int):
        first (str):
        last (str):
        page (int):
        page_size (int):
        items (list[RequestLine]):
        prev (str | Unset):
        next_ (str | Unset):
        search_id (UUID | Unset):
    """

    self_: str
    total: int
    first: str
    last: str
    page: int
    page_size: int
    items: list[RequestLine]
    prev: str | Unset = UNSET
    next_: str | Unset = UNSET
    search_id: UUID | Unset = UNSET

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

        search_id: str | Unset = UNSET
        if not isinstance(self.search_id, Unset):
            search_id = str(self.search_id)

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
        if search_id is not UNSET:
            field_dict["searchId"] = search_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.request_line import RequestLine

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
            items_item = RequestLine.from_dict(items_item_data)

            items.append(items_item)

        prev = d.pop("prev", UNSET)

        next_ = d.pop("next", UNSET)

        _search_id = d.pop("searchId", UNSET)
        search_id: UUID | Unset
        if isinstance(_search_id, Unset):
            search_id = UNSET
        else:
            search_id = UUID(_search_id)

        request_collection = cls(
            self_=self_,
            total=total,
            first=first,
            last=last,
            page=page,
            page_size=page_size,
            items=items,
            prev=prev,
            next_=next_,
            search_id=search_id,
        )

        return request_collection
