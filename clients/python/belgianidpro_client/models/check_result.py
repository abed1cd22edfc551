from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.finding import Finding


T = TypeVar("T", bound="CheckResult")


@_attrs_define
class CheckResult:
    """What keeps a request from being sent.

    Attributes:
        sendable (bool):
        issues (list[Finding]):
    """

    sendable: bool
    issues: list[Finding]

    def to_dict(self) -> dict[str, Any]:
        sendable = self.sendable

        issues = []
        for issues_item_data in self.issues:
            issues_item = issues_item_data.to_dict()
            issues.append(issues_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sendable": sendable,
                "issues": issues,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.finding import Finding

        d = dict(src_dict)
        sendable = d.pop("sendable")

        issues = []
        _issues = d.pop("issues")
        for issues_item_data in _issues:
            issues_item = Finding.from_dict(issues_item_data)

            issues.append(issues_item)

        check_result = cls(
            sendable=sendable,
            issues=issues,
        )

        return check_result
