from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.issue import Issue


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """
    Attributes:
        type_ (str):
        title (str):
        status (int):
        detail (str):
        instance (str):
        code (str): Stable, for programs.
        remedy (str): What to do, for people.
        href (str | Unset):
        issues (list[Issue] | Unset):
        limit (int | Unset):
        retry_after_sec (int | Unset):
    """

    type_: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    remedy: str
    href: str | Unset = UNSET
    issues: list[Issue] | Unset = UNSET
    limit: int | Unset = UNSET
    retry_after_sec: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        detail = self.detail

        instance = self.instance

        code = self.code

        remedy = self.remedy

        href = self.href

        issues: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.issues, Unset):
            issues = []
            for issues_item_data in self.issues:
                issues_item = issues_item_data.to_dict()
                issues.append(issues_item)

        limit = self.limit

        retry_after_sec = self.retry_after_sec

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "title": title,
                "status": status,
                "detail": detail,
                "instance": instance,
                "code": code,
                "remedy": remedy,
            }
        )
        if href is not UNSET:
            field_dict["href"] = href
        if issues is not UNSET:
            field_dict["issues"] = issues
        if limit is not UNSET:
            field_dict["limit"] = limit
        if retry_after_sec is not UNSET:
            field_dict["retryAfterSec"] = retry_after_sec

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.issue import Issue

        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = d.pop("status")

        detail = d.pop("detail")

        instance = d.pop("instance")

        code = d.pop("code")

        remedy = d.pop("remedy")

        href = d.pop("href", UNSET)

        _issues = d.pop("issues", UNSET)
        issues: list[Issue] | Unset = UNSET
        if _issues is not UNSET:
            issues = []
            for issues_item_data in _issues:
                issues_item = Issue.from_dict(issues_item_data)

                issues.append(issues_item)

        limit = d.pop("limit", UNSET)

        retry_after_sec = d.pop("retryAfterSec", UNSET)

        problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            instance=instance,
            code=code,
            remedy=remedy,
            href=href,
            issues=issues,
            limit=limit,
            retry_after_sec=retry_after_sec,
        )

        problem.additional_properties = d
        return problem

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
