"""Seeds of the fuzz targets: zones of every format from our own generator, as texts and as pictures."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from mrz.formats import FORMATS, FormatName
from mrz.generate import ZoneData, generate

ISSUERS = ("UTO", "D", "FRA", "NLD", "CHE", "IND", "RKS")
NAMES = (("ERIKSSON", "ANNA MARIA"), ("MÜLLER-LÜDENSCHEIDT VON UND ZU HOHENFELS", "JOHANN"), ("", "ANITA"))
CODES: dict[FormatName, str] = {"TD3": "P", "MRVA": "V", "MRVB": "V", "DL": "D1", "CHE_DL": "FA"}
NUMBERS = ("L898902C3", "123456789012", "")


def draw_zones() -> Iterator[list[str]]:
    """Zones of every format, state by state, long numbers and long names included."""
    for name in FORMATS:
        for place, issuer in enumerate(ISSUERS):
            family, given = NAMES[place % len(NAMES)]
            number = NUMBERS[place % len(NUMBERS)]
            if name not in ("TD1", "FRA_ID"):
                number = number[:9]
            state = {"FRA_ID": "FRA", "CHE_DL": "CHE"}.get(name, issuer)
            yield generate(
                name,
                ZoneData(
                    CODES.get(name, "I"), state, family, given, number, issuer, "1974-08-12", 2, "2032-04-15"
                ),
            )


def write_texts(folder: Path) -> None:
    """One file a zone: rows, one line without newlines, lower case with blanks, in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, lines in enumerate(draw_zones()):
        shapes = ("\n".join(lines), "".join(lines), "  ".join(lines).lower())
        (folder / f"zone-{number:03}").write_text(shapes[number % len(shapes)], encoding="utf-8")
    (folder / "two-documents").write_text("\n\n".join("\n".join(z) for z in draw_zones()), encoding="utf-8")


def draw_picture(lines: list[str], width: int = 420) -> Image.Image:
    """The lines in Pillow's own typeface: not OCR-B, but rows of characters where a reader looks for them."""
    picture = Image.new("L", (width, 40 + 24 * len(lines)), 235)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(14)
    for row, line in enumerate(lines):
        draw.text((12, 20 + 24 * row), line, fill=25, font=font)
    return picture


def write_pictures(folder: Path) -> None:
    """One file a zone, small, in each of the formats that `ocr.intake` takes; and raw pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    formats = ("JPEG", "PNG", "TIFF", "WEBP", "PDF")
    for number, lines in enumerate(list(draw_zones())[::4]):
        buffer = io.BytesIO()
        draw_picture(lines).save(buffer, formats[number % len(formats)])
        (folder / f"picture-{number:02}").write_bytes(b"F" + buffer.getvalue())
        grey = np.asarray(draw_picture(lines, 200).resize((160, 40)))
        (folder / f"pixels-{number:02}").write_bytes(b"A" + bytes((160, 40)) + grey.tobytes())
