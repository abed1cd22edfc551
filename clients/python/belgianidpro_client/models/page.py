from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.quality import Quality


T = TypeVar("T", bound="Page")


@_attrs_define
class Page:
    """A page as uploaded; `width` and `height` in pixels.

    Attributes:
        index (int):
        width (int):
        height (int):
        quality (Quality): Measures in [0, 1], 1 is best; `resolutionDpi` in dots per inch; `score`, the calibrated
            probability that the mandatory fields are read exactly. What cannot be told, for want of the document's
            place, is absent.
    """

    index: int
    width: int
    height: int
    quality: Quality

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        width = self.width

        height = self.height

        quality = self.quality.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "index": index,
                "width": width,
                "height": height,
                "quality": quality,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.quality import Quality

        d = dict(src_dict)
        index = d.pop("index")

        width = d.pop("width")

        height = d.pop("height")

        quality = Quality.from_dict(d.pop("quality"))

        page = cls(
            index=index,
            width=width,
            height=height,
            quality=quality,
        )

        return page
