from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..models.ask_items_item import AskItemsItem
from ..types import UNSET, Unset

T = TypeVar("T", bound="Ask")


@_attrs_define
class Ask:
    """The requester is asked for what is missing.

    Attributes:
        decision (Literal['ask']):
        items (list[AskItemsItem]):
        note (str | Unset): For reviewers; the company does not see it. Default: ''.
    """

    decision: Literal["ask"]
    items: list[AskItemsItem]
    note: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        decision = self.decision

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.value
            items.append(items_item)

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
                "items": items,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        decision = cast(Literal["ask"], d.pop("decision"))
        if decision != "ask":
            raise ValueError(f"decision must match const 'ask', got '{decision}'")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = AskItemsItem(items_item_data)

            items.append(items_item)

        note = d.pop("note", UNSET)

        ask = cls(
            decision=decision,
            items=items,
            note=note,
        )

        return ask
