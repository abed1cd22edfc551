from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.place import Place


T = TypeVar("T", bound="ComparedField")


@_attrs_define
class ComparedField:
    """One field of the request beside what was read: the texts as they stood there, by zone.

    Attributes:
        name (str):
        entered (str | Unset):
        visual (str | Unset):
        mrz (str | Unset):
        barcode (str | Unset):
        value (str | Unset):
        status (str | Unset):  Default: 'absent'.
        confidence (float | Unset):  Default: 0.0.
        changed_by_hand (bool | Unset):  Default: False.
        crop (bool | Unset):  Default: False.
        places (list[Place] | Unset):
    """

    name: str
    entered: str | Unset = UNSET
    visual: str | Unset = UNSET
    mrz: str | Unset = UNSET
    barcode: str | Unset = UNSET
    value: str | Unset = UNSET
    status: str | Unset = "absent"
    confidence: float | Unset = 0.0
    changed_by_hand: bool | Unset = False
    crop: bool | Unset = False
    places: list[Place] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        entered = self.entered

        visual = self.visual

        mrz = self.mrz

        barcode = self.barcode

        value = self.value

        status = self.status

        confidence = self.confidence

        changed_by_hand = self.changed_by_hand

        crop = self.crop

        places: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.places, Unset):
            places = []
            for places_item_data in self.places:
                places_item = places_item_data.to_dict()
                places.append(places_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if entered is not UNSET:
            field_dict["entered"] = entered
        if visual is not UNSET:
            field_dict["visual"] = visual
        if mrz is not UNSET:
            field_dict["mrz"] = mrz
        if barcode is not UNSET:
            field_dict["barcode"] = barcode
        if value is not UNSET:
            field_dict["value"] = value
        if status is not UNSET:
            field_dict["status"] = status
        if confidence is not UNSET:
            field_dict["confidence"] = confidence
        if changed_by_hand is not UNSET:
            field_dict["changedByHand"] = changed_by_hand
        if crop is not UNSET:
            field_dict["crop"] = crop
        if places is not UNSET:
            field_dict["places"] = places

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.place import Place

        d = dict(src_dict)
        name = d.pop("name")

        entered = d.pop("entered", UNSET)

        visual = d.pop("visual", UNSET)

        mrz = d.pop("mrz", UNSET)

        barcode = d.pop("barcode", UNSET)

        value = d.pop("value", UNSET)

        status = d.pop("status", UNSET)

        confidence = d.pop("confidence", UNSET)

        changed_by_hand = d.pop("changedByHand", UNSET)

        crop = d.pop("crop", UNSET)

        _places = d.pop("places", UNSET)
        places: list[Place] | Unset = UNSET
        if _places is not UNSET:
            places = []
            for places_item_data in _places:
                places_item = Place.from_dict(places_item_data)

                places.append(places_item)

        compared_field = cls(
            name=name,
            entered=entered,
            visual=visual,
            mrz=mrz,
            barcode=barcode,
            value=value,
            status=status,
            confidence=confidence,
            changed_by_hand=changed_by_hand,
            crop=crop,
            places=places,
        )

        return compared_field
