from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="RequestLink")


@_attrs_define
class RequestLink:
    """Another request.

    Attributes:
        href (str):
        id (UUID):
    """

    href: str
    id: UUID

    def to_dict(self) -> dict[str, Any]:
        href = self.href

        id = str(self.id)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "href": href,
                "id": id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        href = d.pop("href")

        id = UUID(d.pop("id"))

        request_link = cls(
            href=href,
            id=id,
        )

        return request_link
