from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from .. import types
from ..models.create_extraction_body_priority import CreateExtractionBodyPriority
from ..types import UNSET, File, Unset

T = TypeVar("T", bound="CreateExtractionBody")


@_attrs_define
class CreateExtractionBody:
    """
    Attributes:
        files (list[File]): JPEG, PNG, TIFF, WebP, HEIC or PDF; four pages in all.
        priority (CreateExtractionBodyPriority | Unset): `batch` for one of many that nobody waits for: it is read when
            nothing more urgent waits, and may wait for longer before it is refused. Default:
            CreateExtractionBodyPriority.PROGRAM.
    """

    files: list[File]
    priority: CreateExtractionBodyPriority | Unset = (
        CreateExtractionBodyPriority.PROGRAM
    )

    def to_dict(self) -> dict[str, Any]:
        files = []
        for files_item_data in self.files:
            files_item = files_item_data.to_tuple()

            files.append(files_item)

        priority: str | Unset = UNSET
        if not isinstance(self.priority, Unset):
            priority = self.priority.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "files": files,
            }
        )
        if priority is not UNSET:
            field_dict["priority"] = priority

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        for files_item_element in self.files:
            files.append(("files", files_item_element.to_tuple()))

        if not isinstance(self.priority, Unset):
            files.append(
                ("priority", (None, str(self.priority.value).encode(), "text/plain"))
            )

        return files

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        files = []
        _files = d.pop("files")
        for files_item_data in _files:
            files_item = File(payload=BytesIO(files_item_data))

            files.append(files_item)

        _priority = d.pop("priority", UNSET)
        priority: CreateExtractionBodyPriority | Unset
        if isinstance(_priority, Unset):
            priority = UNSET
        else:
            priority = CreateExtractionBodyPriority(_priority)

        create_extraction_body = cls(
            files=files,
            priority=priority,
        )

        return create_extraction_body
