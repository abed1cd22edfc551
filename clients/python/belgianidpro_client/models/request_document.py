from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="RequestDocument")


@_attrs_define
class RequestDocument:
    """An upload that a request rests on.

    Attributes:
        href (str):
        extraction_id (UUID):
    """

    href: str
    extraction_id: UUID

    def to_dict(self) -> dict[str, Any]:
        href = self.href

        extraction_id = str(self.extraction_id)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "href": href,
                "extractionId": extraction_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        href = d.pop("href")

        extraction_id = UUID(d.pop("extractionId"))

        request_document = cls(
            href=href,
            extraction_id=extraction_id,
        )

        return request_document
