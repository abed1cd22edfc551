from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.issue_in import IssueIn
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.issue_inputs_item import IssueInputsItem


T = TypeVar("T", bound="Issue")


@_attrs_define
class Issue:
    """
    Attributes:
        type_ (str):
        in_ (IssueIn):
        name (str):
        detail (str):
        inputs (list[IssueInputsItem] | Unset):
    """

    type_: str
    in_: IssueIn
    name: str
    detail: str
    inputs: list[IssueInputsItem] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        in_ = self.in_.value

        name = self.name

        detail = self.detail

        inputs: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.inputs, Unset):
            inputs = []
            for inputs_item_data in self.inputs:
                inputs_item = inputs_item_data.to_dict()
                inputs.append(inputs_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "in": in_,
                "name": name,
                "detail": detail,
            }
        )
        if inputs is not UNSET:
            field_dict["inputs"] = inputs

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.issue_inputs_item import IssueInputsItem

        d = dict(src_dict)
        type_ = d.pop("type")

        in_ = IssueIn(d.pop("in"))

        name = d.pop("name")

        detail = d.pop("detail")

        _inputs = d.pop("inputs", UNSET)
        inputs: list[IssueInputsItem] | Unset = UNSET
        if _inputs is not UNSET:
            inputs = []
            for inputs_item_data in _inputs:
                inputs_item = IssueInputsItem.from_dict(inputs_item_data)

                inputs.append(inputs_item)

        issue = cls(
            type_=type_,
            in_=in_,
            name=name,
            detail=detail,
            inputs=inputs,
        )

        issue.additional_properties = d
        return issue

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
