from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ComparedField")


@_attrs_define
class ComparedField:
    """One field of the request beside what was read: `visual` and `mrz` are the texts as they stood there.

    Attributes:
        name (str):
        entered (str | Unset):
        visual (str | Unset):
        mrz (str | Unset):
        status (str | Unset):  Default: 'absent'.
        confidence (float | Unset):  Default: 0.0.
        changed_by_hand (bool | Unset):  Default: False.
        crop (bool | Unset):  Default: False.
    """

    name: str
    entered: str | Unset = UNSET
    visual: str | Unset = UNSET
    mrz: str | Unset = UNSET
    status: str | Unset = "absent"
    confidence: float | Unset = 0.0
    changed_by_hand: bool | Unset = False
    crop: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        entered = self.entered

        visual = self.visual

        mrz = self.mrz

        status = self.status

        confidence = self.confidence

        changed_by_hand = self.changed_by_hand

        crop = self.crop

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
        if status is not UNSET:
            field_dict["status"] = status
        if confidence is not UNSET:
            field_dict["confidence"] = confidence
        if changed_by_hand is not UNSET:
            field_dict["changedByHand"] = changed_by_hand
        if crop is not UNSET:
            field_dict["crop"] = crop

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        entered = d.pop("entered", UNSET)

        visual = d.pop("visual", UNSET)

        mrz = d.pop("mrz", UNSET)

        status = d.pop("status", UNSET)

        confidence = d.pop("confidence", UNSET)

        changed_by_hand = d.pop("changedByHand", UNSET)

        crop = d.pop("crop", UNSET)

        compared_field = cls(
            name=name,
            entered=entered,
            visual=visual,
            mrz=mrz,
            status=status,
            confidence=confidence,
            changed_by_hand=changed_by_hand,
            crop=crop,
        )

        return compared_field
