"""The types of a finished reading: one `Extraction`, whose JSON is the product's contract.

JSON is lowerCamelCase and leaves out what is absent: `extraction.to_json()`. Polygons are in pixels of the
page as uploaded, origin top left. That is the page as any viewer shows it: a picture after the turn that its
EXIF data ask for, a PDF's page as rendered, `width` × `height` pixels. A page on its side or head stays so:
`Region.rotation` says how to turn it.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Point = tuple[float, float]
DocumentType = Literal["passport", "identityCard", "residencePermit", "drivingLicence", "visa", "unknown"]
Zone = Literal["mrz", "visual", "barcode"]
Status = Literal["verified", "read", "conflict"]
Side = Literal["front", "back", "unknown"]

PERSON_FIELDS = (
    "familyName",
    "givenNames",
    "birthDate",
    "placeOfBirth",
    "gender",
    "nationality",
    "personalNumber",
    "residenceAddress",
)
DOCUMENT_FIELDS = ("documentNumber", "issueDate", "expiryDate", "issuingAuthority", "licenceCategories")


class Model(BaseModel):
    """Frozen, lowerCamelCase in JSON, unknown input refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid")


class QualityIssue(Model):
    """One defect of a picture: what, how bad, where, and which fields it touches."""

    code: str
    severity: Literal["info", "warning", "error"]
    polygon: list[Point] | None = None
    affects: list[str] = []


class Quality(Model):
    """Measures in [0, 1], 1 is best; `resolution_dpi` in dots per inch; `score`, the calibrated
    probability that the mandatory fields are read exactly. What cannot be told, for want of the document's
    place, is absent."""

    score: float
    acceptable: bool
    sharpness: float
    exposure: float
    glare: float
    resolution_dpi: int | None = None
    tilt: float | None = None
    coverage: float | None = None
    motion: float | None = None
    contrast: float | None = None
    noise: float | None = None
    perspective: float | None = None
    occlusion: float | None = None
    moire: float | None = None
    colour: float | None = None
    compression: float | None = None
    issues: list[QualityIssue] = []


class Page(Model):
    """A page as uploaded; `width` and `height` in pixels."""

    index: int
    width: int
    height: int
    quality: Quality


class Region(Model):
    """Where a document lies: `rotation` is the clockwise turn, in degrees, that brings it upright."""

    page: int
    quad: list[Point]
    rotation: Literal[0, 90, 180, 270]
    side: Side = "unknown"


class Repair(Model):
    """A character changed against the plain reading; `line` and `column` from 0."""

    line: int
    column: int
    read: str
    became: str
    reason: str


class MrzZone(Model):
    """A machine-readable zone. `valid`: every check digit holds. `confidence`: every character is right."""

    format: Literal["TD1", "TD2", "TD3", "MRVA", "MRVB", "FRA_ID", "DL", "CHE_DL"]
    lines: list[str]
    valid: bool
    confidence: float
    page: int = 0
    polygon: list[Point] = []
    checks: dict[str, bool]
    repairs: list[Repair] = []


class Source(Model):
    """Where a value was read, and what stood there."""

    zone: Zone
    text: str
    page: int
    polygon: list[Point] = []
    confidence: float


class ExtractedField(Model):
    """One value, its sources, and how far it can be relied on (see DESIGN: verified, read, conflict)."""

    value: str | int
    confidence: float
    status: Status
    sources: list[Source] = []


class Document(Model):
    """One document of the upload, with the fields that belong to it rather than to the person."""

    type: DocumentType
    issuing_country: str | None = None
    regions: list[Region] = []
    mrz: MrzZone | None = None
    fields: dict[str, ExtractedField] = {}


class Warning(Model):
    """Something the requester or the reviewer should know: `code` is stable, `detail` is English."""

    code: str
    detail: str


class Extraction(Model):
    """Everything that was read in one upload."""

    files: list[str] = []
    pages: list[Page]
    documents: list[Document]
    fields: dict[str, ExtractedField] = Field(default_factory=dict)
    warnings: list[Warning] = []
    timings: dict[str, float] = {}

    def to_json(self) -> str:
        """The contract's JSON: lowerCamelCase, absent instead of null."""
        return self.model_dump_json(by_alias=True, exclude_none=True)
