from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.request_link import RequestLink


T = TypeVar("T", bound="CheckWarning")


@_attrs_define
class CheckWarning:
    """What should be looked at before a request is sent; `requests` are those that it is about.

    Attributes:
        code (str):
        detail (str):
        requests (list[RequestLink]):
    """

    code: str
    detail: str
    requests: list[RequestLink]

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        detail = self.detail

        requests = []
        for requests_item_data in self.requests:
            requests_item = requests_item_data.to_dict()
            requests.append(requests_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "detail": detail,
                "requests": requests,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.request_link import RequestLink

        d = dict(src_dict)
        code = d.pop("code")

        detail = d.pop("detail")

        requests = []
        _requests = d.pop("requests")
        for requests_item_data in _requests:
            requests_item = RequestLink.from_dict(requests_item_data)

            requests.append(requests_item)

        check_warning = cls(
            code=code,
            detail=detail,
            requests=requests,
        )

        return check_warning
