from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.quality import Quality


T = TypeVar("T", bound="PageResource")


@_attrs_define
class PageResource:
    """A page that was read; `number` counts from 1, width and height are pixels of the page as uploaded.

    Attributes:
        number (int):
        width (int):
        height (int):
        quality (Quality): Measures in [0, 1], 1 is best; `resolutionDpi` in dots per inch; `score`, the calibrated
            probability that the mandatory fields are read exactly. What cannot be told, for want of the document's
            place, is absent.
        image_href (str):
    """

    number: int
    width: int
    height: int
    quality: Quality
    image_href: str

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        width = self.width

        height = self.height

        quality = self.quality.to_dict()

        image_href = self.image_href

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "number": number,
                "width": width,
                "height": height,
                "quality": quality,
                "imageHref": image_href,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.quality import Quality

        d = dict(src_dict)
        number = d.pop("number")

        width = d.pop("width")

        height = d.pop("height")

        quality = Quality.from_dict(d.pop("quality"))

        image_href = d.pop("imageHref")

        page_resource = cls(
            number=number,
            width=width,
            height=height,
            quality=quality,
            image_href=image_href,
        )

        return page_resource
