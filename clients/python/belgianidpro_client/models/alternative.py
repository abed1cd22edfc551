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

T = TypeVar("T", bound="Alternative")


@_attrs_define
class Alternative:
    """A place of the body.

    Attributes:
        in_ (Literal['body']):
        name (str):
    """

    in_: Literal["body"]
    name: str

    def to_dict(self) -> dict[str, Any]:
        in_ = self.in_

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "in": in_,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        in_ = cast(Literal["body"], d.pop("in"))
        if in_ != "body":
            raise ValueError(f"in must match const 'body', got '{in_}'")

        name = d.pop("name")

        alternative = cls(
            in_=in_,
            name=name,
        )

        return alternative
