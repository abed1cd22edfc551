from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.quality_issue import QualityIssue


T = TypeVar("T", bound="Quality")


@_attrs_define
class Quality:
    """Measures in [0, 1], 1 is best; `resolutionDpi` in dots per inch; `score`, the calibrated
    probability that the mandatory fields are read exactly. What cannot be told, for want of the document's
    place, is absent.

        Attributes:
            score (float):
            acceptable (bool):
            sharpness (float):
            exposure (float):
            glare (float):
            resolution_dpi (int | Unset):
            tilt (float | Unset):
            coverage (float | Unset):
            motion (float | Unset):
            contrast (float | Unset):
            noise (float | Unset):
            perspective (float | Unset):
            occlusion (float | Unset):
            moire (float | Unset):
            colour (float | Unset):
            compression (float | Unset):
            issues (list[QualityIssue] | Unset):
    """

    score: float
    acceptable: bool
    sharpness: float
    exposure: float
    glare: float
    resolution_dpi: int | Unset = UNSET
    tilt: float | Unset = UNSET
    coverage: float | Unset = UNSET
    motion: float | Unset = UNSET
    contrast: float | Unset = UNSET
    noise: float | Unset = UNSET
    perspective: float | Unset = UNSET
    occlusion: float | Unset = UNSET
    moire: float | Unset = UNSET
    colour: float | Unset = UNSET
    compression: float | Unset = UNSET
    issues: list[QualityIssue] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        score = self.score

        acceptable = self.acceptable

        sharpness = self.sharpness

        exposure = self.exposure

        glare = self.glare

        resolution_dpi = self.resolution_dpi

        tilt = self.tilt

        coverage = self.coverage

        motion = self.motion

        contrast = self.contrast

        noise = self.noise

        perspective = self.perspective

        occlusion = self.occlusion

        moire = self.moire

        colour = self.colour

        compression = self.compression

        issues: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.issues, Unset):
            issues = []
            for issues_item_data in self.issues:
                issues_item = issues_item_data.to_dict()
                issues.append(issues_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "score": score,
                "acceptable": acceptable,
                "sharpness": sharpness,
                "exposure": exposure,
                "glare": glare,
            }
        )
        if resolution_dpi is not UNSET:
            field_dict["resolutionDpi"] = resolution_dpi
        if tilt is not UNSET:
            field_dict["tilt"] = tilt
        if coverage is not UNSET:
            field_dict["coverage"] = coverage
        if motion is not UNSET:
            field_dict["motion"] = motion
        if contrast is not UNSET:
            field_dict["contrast"] = contrast
        if noise is not UNSET:
            field_dict["noise"] = noise
        if perspective is not UNSET:
            field_dict["perspective"] = perspective
        if occlusion is not UNSET:
            field_dict["occlusion"] = occlusion
        if moire is not UNSET:
            field_dict["moire"] = moire
        if colour is not UNSET:
            field_dict["colour"] = colour
        if compression is not UNSET:
            field_dict["compression"] = compression
        if issues is not UNSET:
            field_dict["issues"] = issues

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.quality_issue import QualityIssue

        d = dict(src_dict)
        score = d.pop("score")

        acceptable = d.pop("acceptable")

        sharpness = d.pop("sharpness")

        exposure = d.pop("exposure")

        glare = d.pop("glare")

        resolution_dpi = d.pop("resolutionDpi", UNSET)

        tilt = d.pop("tilt", UNSET)

        coverage = d.pop("coverage", UNSET)

        motion = d.pop("motion", UNSET)

        contrast = d.pop("contrast", UNSET)

        noise = d.pop("noise", UNSET)

        perspective = d.pop("perspective", UNSET)

        occlusion = d.pop("occlusion", UNSET)

        moire = d.pop("moire", UNSET)

        colour = d.pop("colour", UNSET)

        compression = d.pop("compression", UNSET)

        _issues = d.pop("issues", UNSET)
        issues: list[QualityIssue] | Unset = UNSET
        if _issues is not UNSET:
            issues = []
            for issues_item_data in _issues:
                issues_item = QualityIssue.from_dict(issues_item_data)

                issues.append(issues_item)

        quality = cls(
            score=score,
            acceptable=acceptable,
            sharpness=sharpness,
            exposure=exposure,
            glare=glare,
            resolution_dpi=resolution_dpi,
            tilt=tilt,
            coverage=coverage,
            motion=motion,
            contrast=contrast,
            noise=noise,
            perspective=perspective,
            occlusion=occlusion,
            moire=moire,
            colour=colour,
            compression=compression,
            issues=issues,
        )

        return quality
