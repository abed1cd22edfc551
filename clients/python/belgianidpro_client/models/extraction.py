from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.document import Document
    from ..models.extraction_fields import ExtractionFields
    from ..models.extraction_timings import ExtractionTimings
    from ..models.page import Page
    from ..models.warning import Warning_


T = TypeVar("T", bound="Extraction")


@_attrs_define
class Extraction:
    """Everything that was read in one upload.

    Attributes:
        pages (list[Page]):
        documents (list[Document]):
        files (list[str] | Unset):
        fields (ExtractionFields | Unset):
        warnings (list[Warning_] | Unset):
        timings (ExtractionTimings | Unset):
    """

    pages: list[Page]
    documents: list[Document]
    files: list[str] | Unset = UNSET
    fields: ExtractionFields | Unset = UNSET
    warnings: list[Warning_] | Unset = UNSET
    timings: ExtractionTimings | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        pages = []
        for pages_item_data in self.pages:
            pages_item = pages_item_data.to_dict()
            pages.append(pages_item)

        documents = []
        for documents_item_data in self.documents:
            documents_item = documents_item_data.to_dict()
            documents.append(documents_item)

        files: list[str] | Unset = UNSET
        if not isinstance(self.files, Unset):
            files = self.files

        fields: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fields, Unset):
            fields = self.fields.to_dict()

        warnings: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.warnings, Unset):
            warnings = []
            for warnings_item_data in self.warnings:
                warnings_item = warnings_item_data.to_dict()
                warnings.append(warnings_item)

        timings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.timings, Unset):
            timings = self.timings.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "pages": pages,
                "documents": documents,
            }
        )
        if files is not UNSET:
            field_dict["files"] = files
        if fields is not UNSET:
            field_dict["fields"] = fields
        if warnings is not UNSET:
            field_dict["warnings"] = warnings
        if timings is not UNSET:
            field_dict["timings"] = timings

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.document import Document
        from ..models.extraction_fields import ExtractionFields
        from ..models.extraction_timings import ExtractionTimings
        from ..models.page import Page
        from ..models.warning import Warning_

        d = dict(src_dict)
        pages = []
        _pages = d.pop("pages")
        for pages_item_data in _pages:
            pages_item = Page.from_dict(pages_item_data)

            pages.append(pages_item)

        documents = []
        _documents = d.pop("documents")
        for documents_item_data in _documents:
            documents_item = Document.from_dict(documents_item_data)

            documents.append(documents_item)

        files = cast(list[str], d.pop("files", UNSET))

        _fields = d.pop("fields", UNSET)
        fields: ExtractionFields | Unset
        if isinstance(_fields, Unset):
            fields = UNSET
        else:
            fields = ExtractionFields.from_dict(_fields)

        _warnings = d.pop("warnings", UNSET)
        warnings: list[Warning_] | Unset = UNSET
        if _warnings is not UNSET:
            warnings = []
            for warnings_item_data in _warnings:
                warnings_item = Warning_.from_dict(warnings_item_data)

                warnings.append(warnings_item)

        _timings = d.pop("timings", UNSET)
        timings: ExtractionTimings | Unset
        if isinstance(_timings, Unset):
            timings = UNSET
        else:
            timings = ExtractionTimings.from_dict(_timings)

        extraction = cls(
            pages=pages,
            documents=documents,
            files=files,
            fields=fields,
            warnings=warnings,
            timings=timings,
        )

        return extraction
