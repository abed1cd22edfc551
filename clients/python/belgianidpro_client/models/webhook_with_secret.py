from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="WebhookWithSecret")


@_attrs_define
class WebhookWithSecret:
    """The only answers that show the secret: to the making of a webhook, and to its rotation.

    Attributes:
        id (UUID):
        url (str):
        key_ids (list[str]):
        created_at (datetime.datetime):
        is_disabled (bool):
        secret (str):
        href (str):
    """

    id: UUID
    url: str
    key_ids: list[str]
    created_at: datetime.datetime
    is_disabled: bool
    secret: str
    href: str

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        url = self.url

        key_ids = self.key_ids

        created_at = self.created_at.isoformat()

        is_disabled = self.is_disabled

        secret = self.secret

        href = self.href

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "url": url,
                "keyIds": key_ids,
                "createdAt": created_at,
                "isDisabled": is_disabled,
                "secret": secret,
                "href": href,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        url = d.pop("url")

        key_ids = cast(list[str], d.pop("keyIds"))

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        is_disabled = d.pop("isDisabled")

        secret = d.pop("secret")

        href = d.pop("href")

        webhook_with_secret = cls(
            id=id,
            url=url,
            key_ids=key_ids,
            created_at=created_at,
            is_disabled=is_disabled,
            secret=secret,
            href=href,
        )

        return webhook_with_secret
