from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.request_document import RequestDocument


T = TypeVar("T", bound="DocumentCollection")


@_attrs_define
class DocumentCollection:
    """The uploads of a request: one, or none where data were typed without a scan.

    Attributes:
        self_ (str):
        total (int):
        items (list[RequestDocument]):
    """

    self_: str
    total: int
    items: list[RequestDocument]

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
        from ..models.request_document import RequestDocument

        d = dict(src_dict)
        self_ = d.pop("self")

        total = d.pop("total")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = RequestDocument.from_dict(items_item_data)

            items.append(items_item)

        document_collection = cls(
            self_=self_,
            total=total,
            items=items,
        )

        return document_collection
