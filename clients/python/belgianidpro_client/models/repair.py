from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Repair")


@_attrs_define
class Repair:
    """A character changed against the plain reading; `line` and `column` from 0.

    Attributes:
        line (int):
        column (int):
        read (str):
        became (str):
        reason (str):
    """

    line: int
    column: int
    read: str
    became: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        line = self.line

        column = self.column

        read = self.read

        became = self.became

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "line": line,
                "column": column,
                "read": read,
                "became": became,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        line = d.pop("line")

        column = d.pop("column")

        read = d.pop("read")

        became = d.pop("became")

        reason = d.pop("reason")

        repair = cls(
            line=line,
            column=column,
            read=read,
            became=became,
            reason=reason,
        )

        return repair
