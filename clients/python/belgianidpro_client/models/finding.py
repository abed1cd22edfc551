from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alternative import Alternative


T = TypeVar("T", bound="Finding")


@_attrs_define
class Finding:
    """Why a request cannot be sent, in the guide's form; `inputs` lists the alternatives of anyOfExpected.

    Attributes:
        type_ (str):
        in_ (Literal['body']):
        name (str):
        detail (str):
        inputs (list[Alternative] | Unset):
    """

    type_: str
    in_: Literal["body"]
    name: str
    detail: str
    inputs: list[Alternative] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        in_ = self.in_

        name = self.name

        detail = self.detail

        inputs: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.inputs, Unset):
            inputs = []
            for inputs_item_data in self.inputs:
                inputs_item = inputs_item_data.to_dict()
                inputs.append(inputs_item)

        field_dict: dict[str, Any] = {}

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
        from ..models.alternative import Alternative

        d = dict(src_dict)
        type_ = d.pop("type")

        in_ = cast(Literal["body"], d.pop("in"))
        if in_ != "body":
            raise ValueError(f"in must match const 'body', got '{in_}'")

        name = d.pop("name")

        detail = d.pop("detail")

        _inputs = d.pop("inputs", UNSET)
        inputs: list[Alternative] | Unset = UNSET
        if _inputs is not UNSET:
            inputs = []
            for inputs_item_data in _inputs:
                inputs_item = Alternative.from_dict(inputs_item_data)

                inputs.append(inputs_item)

        finding = cls(
            type_=type_,
            in_=in_,
            name=name,
            detail=detail,
            inputs=inputs,
        )

        return finding
