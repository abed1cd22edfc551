from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.decision_view_code import DecisionViewCode
from ..models.decision_view_grounds_item import DecisionViewGroundsItem
from ..models.decision_view_items_item import DecisionViewItemsItem
from ..models.decision_view_kind import DecisionViewKind
from ..models.decision_view_state import DecisionViewState
from ..types import UNSET, Unset

T = TypeVar("T", bound="DecisionView")


@_attrs_define
class DecisionView:
    """A decision on a case, as reviewers see it. The notes stay with the office.

    Attributes:
        kind (DecisionViewKind):
        state (DecisionViewState):
        made_by (str):
        made_at (datetime.datetime):
        ssin (str | Unset):
        replaced (str | Unset):
        items (list[DecisionViewItemsItem] | Unset):
        code (DecisionViewCode | Unset):
        note (str | Unset):  Default: ''.
        answer (str | Unset):  Default: ''.
        grounds (list[DecisionViewGroundsItem] | Unset):
        confirmed_by (str | Unset):
        confirmed_at (datetime.datetime | Unset):
        due_at (datetime.datetime | Unset):
        ended_by (str | Unset):
        ended_at (datetime.datetime | Unset):
        failure_code (str | Unset):
        may_undo (bool | Unset):  Default: False.
        may_confirm (bool | Unset):  Default: False.
    """

    kind: DecisionViewKind
    state: DecisionViewState
    made_by: str
    made_at: datetime.datetime
    ssin: str | Unset = UNSET
    replaced: str | Unset = UNSET
    items: list[DecisionViewItemsItem] | Unset = UNSET
    code: DecisionViewCode | Unset = UNSET
    note: str | Unset = ""
    answer: str | Unset = ""
    grounds: list[DecisionViewGroundsItem] | Unset = UNSET
    confirmed_by: str | Unset = UNSET
    confirmed_at: datetime.datetime | Unset = UNSET
    due_at: datetime.datetime | Unset = UNSET
    ended_by: str | Unset = UNSET
    ended_at: datetime.datetime | Unset = UNSET
    failure_code: str | Unset = UNSET
    may_undo: bool | Unset = False
    may_confirm: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        state = self.state.value

        made_by = self.made_by

        made_at = self.made_at.isoformat()

        ssin = self.ssin

        replaced = self.replaced

        items: list[str] | Unset = UNSET
        if not isinstance(self.items, Unset):
            items = []
            for items_item_data in self.items:
                items_item = items_item_data.value
                items.append(items_item)

        code: str | Unset = UNSET
        if not isinstance(self.code, Unset):
            code = self.code.value

        note = self.note

        answer = self.answer

        grounds: list[str] | Unset = UNSET
        if not isinstance(self.grounds, Unset):
            grounds = []
            for grounds_item_data in self.grounds:
                grounds_item = grounds_item_data.value
                grounds.append(grounds_item)

        confirmed_by = self.confirmed_by

        confirmed_at: str | Unset = UNSET
        if not isinstance(self.confirmed_at, Unset):
            confirmed_at = self.confirmed_at.isoformat()

        due_at: str | Unset = UNSET
        if not isinstance(self.due_at, Unset):
            due_at = self.due_at.isoformat()

        ended_by = self.ended_by

        ended_at: str | Unset = UNSET
        if not isinstance(self.ended_at, Unset):
            ended_at = self.ended_at.isoformat()

        failure_code = self.failure_code

        may_undo = self.may_undo

        may_confirm = self.may_confirm

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "state": state,
                "madeBy": made_by,
                "madeAt": made_at,
            }
        )
        if ssin is not UNSET:
            field_dict["ssin"] = ssin
        if replaced is not UNSET:
            field_dict["replaced"] = replaced
        if items is not UNSET:
            field_dict["items"] = items
        if code is not UNSET:
            field_dict["code"] = code
        if note is not UNSET:
            field_dict["note"] = note
        if answer is not UNSET:
            field_dict["answer"] = answer
        if grounds is not UNSET:
            field_dict["grounds"] = grounds
        if confirmed_by is not UNSET:
            field_dict["confirmedBy"] = confirmed_by
        if confirmed_at is not UNSET:
            field_dict["confirmedAt"] = confirmed_at
        if due_at is not UNSET:
            field_dict["dueAt"] = due_at
        if ended_by is not UNSET:
            field_dict["endedBy"] = ended_by
        if ended_at is not UNSET:
            field_dict["endedAt"] = ended_at
        if failure_code is not UNSET:
            field_dict["failureCode"] = failure_code
        if may_undo is not UNSET:
            field_dict["mayUndo"] = may_undo
        if may_confirm is not UNSET:
            field_dict["mayConfirm"] = may_confirm

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = DecisionViewKind(d.pop("kind"))

        state = DecisionViewState(d.pop("state"))

        made_by = d.pop("madeBy")

        made_at = datetime.datetime.fromisoformat(d.pop("madeAt"))

        ssin = d.pop("ssin", UNSET)

        replaced = d.pop("replaced", UNSET)

        _items = d.pop("items", UNSET)
        items: list[DecisionViewItemsItem] | Unset = UNSET
        if _items is not UNSET:
            items = []
            for items_item_data in _items:
                items_item = DecisionViewItemsItem(items_item_data)

                items.append(items_item)

        _code = d.pop("code", UNSET)
        code: DecisionViewCode | Unset
        if isinstance(_code, Unset):
            code = UNSET
        else:
            code = DecisionViewCode(_code)

        note = d.pop("note", UNSET)

        answer = d.pop("answer", UNSET)

        _grounds = d.pop("grounds", UNSET)
        grounds: list[DecisionViewGroundsItem] | Unset = UNSET
        if _grounds is not UNSET:
            grounds = []
            for grounds_item_data in _grounds:
                grounds_item = DecisionViewGroundsItem(grounds_item_data)

                grounds.append(grounds_item)

        confirmed_by = d.pop("confirmedBy", UNSET)

        _confirmed_at = d.pop("confirmedAt", UNSET)
        confirmed_at: datetime.datetime | Unset
        if isinstance(_confirmed_at, Unset):
            confirmed_at = UNSET
        else:
            confirmed_at = datetime.datetime.fromisoformat(_confirmed_at)

        _due_at = d.pop("dueAt", UNSET)
        due_at: datetime.datetime | Unset
        if isinstance(_due_at, Unset):
            due_at = UNSET
        else:
            due_at = datetime.datetime.fromisoformat(_due_at)

        ended_by = d.pop("endedBy", UNSET)

        _ended_at = d.pop("endedAt", UNSET)
        ended_at: datetime.datetime | Unset
        if isinstance(_ended_at, Unset):
            ended_at = UNSET
        else:
            ended_at = datetime.datetime.fromisoformat(_ended_at)

        failure_code = d.pop("failureCode", UNSET)

        may_undo = d.pop("mayUndo", UNSET)

        may_confirm = d.pop("mayConfirm", UNSET)

        decision_view = cls(
            kind=kind,
            state=state,
            made_by=made_by,
            made_at=made_at,
            ssin=ssin,
            replaced=replaced,
            items=items,
            code=code,
            note=note,
            answer=answer,
            grounds=grounds,
            confirmed_by=confirmed_by,
            confirmed_at=confirmed_at,
            due_at=due_at,
            ended_by=ended_by,
            ended_at=ended_at,
            failure_code=failure_code,
            may_undo=may_undo,
            may_confirm=may_confirm,
        )

        return decision_view
