"""The types of the layout data. Lengths are millimetres from a side's top left corner, sizes points."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from benchmarks.documents.fonts import FontName

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Place = tuple[float, float, float, float]
"""Left, top, width, height."""
Rgb = tuple[int, int, int]
DocumentKind = Literal["passport", "identityCard", "residencePermit", "drivingLicence"]
KINDS: tuple[DocumentKind, ...] = ("passport", "identityCard", "residencePermit", "drivingLicence")
ZoneFormat = Literal["TD1", "TD2", "TD3", "FRA_ID", "DL"]
SIZES: dict[str, tuple[float, float]] = {"ID-1": (85.6, 54.0), "ID-2": (105.0, 74.0), "ID-3": (125.0, 88.0)}


class Data(BaseModel):
    """Frozen; an unknown key in a file is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Style(Data):
    """How captions and values are set.

    `caption` says where a caption stands: above its value, below it, left of it in a column, inline (in the
    value's row, the value right after it), stacked (above, one language a line) or none (the number alone).
    `date` knows {d} {m} {Y} {y}, the month's name {b}, and {B}, the names in two languages. `native` says
    where the line in the state's other script goes: nowhere, before the Latin form in its row, on a line of
    its own, or at the right edge.
    """

    languages: tuple[str, ...] = ("en",)
    separator: str = "/"
    caption: Literal["above", "below", "left", "inline", "stacked", "none"] = "above"
    caption_width: float = 24.0
    caption_case: Literal["plain", "upper", "lower"] = "plain"
    caption_end: str = ""
    caption_points: float = 5.4
    caption_font: FontName = "condensed"
    caption_ink: Rgb = (62, 70, 96)
    number: str = ""
    value_points: float = 8.0
    value_font: FontName = "bold"
    value_ink: Rgb = (28, 28, 34)
    names: Literal["upper", "title"] = "upper"
    other_case: Literal["upper", "title"] = "upper"
    date: str = "{d}.{m}.{Y}"
    month_case: Literal["upper", "title", "lower"] = "upper"
    unknown: str = "00"
    sex: tuple[str, str, str] = ("X", "M", "F")
    nationality: Literal["word", "code", "both", "english", "country"] = "word"
    place: str = "{town}"
    native: Literal["none", "slash", "lines", "right"] = "none"
    captions: dict[str, str] = {}
    """Captions that this document words otherwise: key → text, whole, as printed."""


class Area(Data):
    """A block of rows. A row is `cell | cell`, a cell `[number:]field[*lines] [width]`."""

    box: Box
    rows: tuple[str, ...] = ()
    style: dict[str, object] = {}
    most_row: float = 9.5
    """A row is not spread over more than this."""


class Header(Data):
    """The state's name and the document's: `split` is the share of the width for the state's name."""

    box: Box
    look: Literal["band", "plain", "centre"] = "band"
    split: float = 0.58
    points: float = 8.0


class Side(Data):
    """One side of a document."""

    size: Literal["ID-1", "ID-2", "ID-3"] = "ID-1"
    header: Header | None = None
    portrait: Place | None = None
    ghost: Place | None = None
    signature: Place | None = None
    specimen: tuple[float, float] | None = None
    zone: ZoneFormat | None = None
    zone_ground: bool = True
    ornaments: tuple[str, ...] = ()
    """`name left top width height`, see `ornaments.ORNAMENTS`."""
    table: Box | None = None
    """Where the categories of a licence stand."""
    categories: tuple[str, ...] = ("AM", "A1", "A2", "A", "B1", "B", "C1", "C", "D1", "D", "BE", "CE", "T")
    areas: dict[str, Area] = {}
    style: Style = Style()


class Document(Data):
    """A kind of document of a state."""

    sides: tuple[Side, ...]
    number: str = "AA9999999"
    years: tuple[int, ...] = (10,)
    zone_code: str = "P<"
    type_text: str = "P"
    personal_in_zone: bool = False
    birthplaces_abroad: float = 0.12
    unlimited: float = 0.0
    ink: Rgb = (90, 110, 160)
    second_ink: Rgb = (170, 120, 120)


class Personal(Data):
    """A personal number: `body` with `?` where the check stands, `check` a module of python-stdnum."""

    body: str
    check: str = ""
    shown: str = ""
    """How it is printed: `#` takes the next character."""


class People(Data):
    """Where a state's people get their names, birthplaces and addresses."""

    faker: tuple[str, ...] = ()
    male: tuple[str, ...] = ()
    female: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    particle_share: float = 0.0
    double_family: float = 0.05
    hyphen: bool = True
    double_given: float = 0.05
    """Given names joined by a hyphen."""
    given: tuple[float, ...] = (0.55, 0.37, 0.08)
    """Shares of one, two, three given names."""
    spouse: str = ""
    """How a married name follows: `{family} ÉP. {other}`."""
    spouse_share: float = 0.0
    patronymic: str = ""
    single_name: float = 0.0
    places: tuple[str, ...]
    regions: tuple[str, ...] = ()
    """A region for each place, or none at all."""
    streets: tuple[str, ...]
    address: str = "{street} {house}, {post} {town}"
    post: str = "99999"
    authorities: tuple[str, ...] = ()


class State(Data):
    """A state: its words and its documents."""

    code: str
    """ISO 3166 alpha-3."""
    alpha2: str
    zone_code: str = ""
    """The code of the zone where it differs (`D`)."""
    sign: str = ""
    """The distinguishing sign of its vehicles."""
    union: bool = False
    """Stars round the sign."""
    names: dict[str, str]
    nationality: tuple[str, ...]
    """Masculine and feminine, or one word."""
    nationality_english: str
    script: Literal["", "bulgarian", "ukrainian", "macedonian", "serbian", "greek", "georgian", "arabic"] = ""
    people: People
    personal: Personal | None = None
    documents: dict[DocumentKind, Document] = {}
    held_out: bool = False


class Language(Data):
    """Captions, titles and months of a language; `|` divides wordings, of which a document takes one."""

    code: str
    held_out: bool = False
    right_to_left: bool = False
    months: tuple[str, ...] = ()
    captions: dict[str, str]
    titles: dict[str, str]
    unlimited: str = ""
    permits: tuple[str, ...] = ()
    """What a residence permit says under type and remarks."""
    eyes: tuple[str, ...] = ()
