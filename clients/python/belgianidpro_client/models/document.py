from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.document_type import DocumentType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.document_fields import DocumentFields
    from ..models.mrz_zone import MrzZone
    from ..models.region import Region


T = TypeVar("T", bound="Document")


@_attrs_define
class Document:
    """One document of the upload, with the fields that belong to it rather than to the person.

    Attributes:
        type_ (DocumentType):
        issuing_country (str | Unset):
        regions (list[Region] | Unset):
        mrz (MrzZone | Unset): A machine-readable zone. `valid`: every check digit holds. `confidence`: every character
            is right.
        fields (DocumentFields | Unset):
    """

    type_: DocumentType
    issuing_country: str | Unset = UNSET
    regions: list[Region] | Unset = UNSET
    mrz: MrzZone | Unset = UNSET
    fields: DocumentFields | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        issuing_country = self.issuing_country

        regions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.regions, Unset):
            regions = []
            for regions_item_data in self.regions:
                regions_item = regions_item_data.to_dict()
                regions.append(regions_item)

        mrz: dict[str, Any] | Unset = UNSET
        if not isinstance(self.mrz, Unset):
            mrz = self.mrz.to_dict()

        fields: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fields, Unset):
            fields = self.fields.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )
        if issuing_country is not UNSET:
            field_dict["issuingCountry"] = issuing_country
        if regions is not UNSET:
            field_dict["regions"] = regions
        if mrz is not UNSET:
            field_dict["mrz"] = mrz
        if fields is not UNSET:
            field_dict["fields"] = fields

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.document_fields import DocumentFields
        from ..models.mrz_zone import MrzZone
        from ..models.region import Region

        d = dict(src_dict)
        type_ = DocumentType(d.pop("type"))

        issuing_country = d.pop("issuingCountry", UNSET)

        _regions = d.pop("regions", UNSET)
        regions: list[Region] | Unset = UNSET
        if _regions is not UNSET:
            regions = []
            for regions_item_data in _regions:
                regions_item = Region.from_dict(regions_item_data)

                regions.append(regions_item)

        _mrz = d.pop("mrz", UNSET)
        mrz: MrzZone | Unset
        if isinstance(_mrz, Unset):
            mrz = UNSET
        else:
            mrz = MrzZone.from_dict(_mrz)

        _fields = d.pop("fields", UNSET)
        fields: DocumentFields | Unset
        if isinstance(_fields, Unset):
            fields = UNSET
        else:
            fields = DocumentFields.from_dict(_fields)

        document = cls(
            type_=type_,
            issuing_country=issuing_country,
            regions=regions,
            mrz=mrz,
            fields=fields,
        )

        return document
