"""Uploads as the API gives them: states, pages and pieces with links."""

from typing import Literal

from ocr.extraction import Quality
from service.api.collections import Collection
from service.extractions.schemas import ExtractionStatus
from service.schemas import Model

FieldName = Literal[
    "familyName",
    "givenNames",
    "birthDate",
    "placeOfBirth",
    "gender",
    "nationality",
    "personalNumber",
    "residenceAddress",
    "documentNumber",
    "issueDate",
    "expiryDate",
    "issuingAuthority",
    "licenceCategories",
]
"""Fields of the contract: of the person, and of the document."""


class ExtractionResource(ExtractionStatus):
    """How far an extraction is, with its own address."""

    href: str


class PageResource(Model):
    """A page that was read; `number` counts from 1, width and height are pixels of the page as uploaded."""

    number: int
    width: int
    height: int
    quality: Quality
    image_href: str


class PageCollection(Collection):
    """The pages of an upload, in order."""

    items: list[PageResource]


class CropResource(Model):
    """The piece of the scan that a field was read from."""

    field: str
    image_href: str


class CropCollection(Collection):
    """The pieces that can be looked at."""

    items: list[CropResource]
