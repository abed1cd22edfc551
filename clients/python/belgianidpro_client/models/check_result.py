from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.check_warning import CheckWarning
    from ..models.finding import Finding


T = TypeVar("T", bound="CheckResult")


@_attrs_define
class CheckResult:
    """What keeps a request from being sent, and warnings, which do not.

    Attributes:
        sendable (bool):
        issues (list[Finding]):
        warnings (list[CheckWarning]):
    """

    sendable: bool
    issues: list[Finding]
    warnings: list[CheckWarning]

    def to_dict(self) -> dict[str, Any]:
        sendable = self.sendable

        issues = []
        for issues_item_data in self.issues:
            issues_item = issues_item_data.to_dict()
            issues.append(issues_item)

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sendable": sendable,
                "issues": issues,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.check_warning import CheckWarning
        from ..models.finding import Finding

        d = dict(src_dict)
        sendable = d.pop("sendable")

        issues = []
        _issues = d.pop("issues")
        for issues_item_data in _issues:
            issues_item = Finding.from_dict(issues_item_data)

            issues.append(issues_item)

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = CheckWarning.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        check_result = cls(
            sendable=sendable,
            issues=issues,
            warnings=warnings,
        )

        return check_result
