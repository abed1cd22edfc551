"""Sound files of every kind that `ocr.intake` takes, small, to be damaged by `tests.fuzz.mutate`."""

import io
from collections.abc import Iterator

import numpy as np
import pikepdf
import pillow_heif
from PIL import Image, ImageCms

from tests.fuzz.seeds import draw_picture, draw_zones

SIZE = (210, 130)


def draw_colour() -> Image.Image:
    """Rows of characters on paper that is not quite even, with a patch of every colour."""
    lines = next(draw_zones())
    paper = np.asarray(draw_picture(lines).convert("RGB").resize(SIZE), dtype=np.float32)
    shade = np.linspace(0.7, 1.0, SIZE[0], dtype=np.float32)[None, :, None]
    picture = (paper * shade).astype(np.uint8)
    picture[90:120, 20:100] = (200, 30, 40)
    picture[90:120, 110:190] = np.linspace(0, 255, 80, dtype=np.uint8)[None, :, None]
    return Image.fromarray(picture)


def write(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.copy().save(out, form, **options)  # saving leaves settings in the picture
    return out.getvalue()


def write_heic(picture: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(picture).save(out, format="HEIF", **options)
    return out.getvalue()


def make_pdf(picture: Image.Image, **options: object) -> bytes:
    """A page that a scanner could have made, with a line of text, a form and a link."""
    pdf, out = pikepdf.open(io.BytesIO(write(picture, "PDF", resolution=60))), io.BytesIO()
    page = pdf.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.add_resource(font, pikepdf.Name.Font, name=pikepdf.Name.F1)
    stamp = pdf.make_stream(b"1 0 0 RG 5 5 50 20 re S", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    stamp.BBox = [0, 0, 60, 30]
    page.add_resource(stamp, pikepdf.Name.XObject, name=pikepdf.Name.Fm1)
    page.contents_add(b"BT /F1 12 Tf 20 40 Td (P<UTOERIKSSON) Tj ET q /Fm1 Do Q")
    link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("http://localhost/"))
    page.Annots = [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=link)]
    pdf.save(out, **options)
    return out.getvalue()


def draw_seeds() -> Iterator[tuple[str, bytes]]:
    """Kind and content. JPEG, PNG and WebP come more often, as they do in life."""
    colour = draw_colour()
    grey, alpha = colour.convert("L"), colour.convert("RGBA")
    alpha.putalpha(grey)
    deep = Image.fromarray(np.asarray(grey, dtype=np.uint16) * 257)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "maker"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for quality in (40, 90):
        yield "jpeg", write(colour, "JPEG", quality=quality, exif=exif, icc_profile=profile)
        yield "jpeg", write(colour, "JPEG", quality=quality, progressive=True, subsampling=0)
        yield "jpeg", write(grey, "JPEG", quality=quality, restart_marker_rows=1)
        yield "jpeg", write(colour.convert("CMYK"), "JPEG", quality=quality)
        yield "png", write(colour, "PNG", exif=exif, icc_profile=profile)
        yield "png", write(alpha, "PNG", compress_level=quality // 10)
        yield "png", write(deep, "PNG")
        yield "png", write(colour.convert("P"), "PNG", transparency=3)
        yield "webp", write(colour, "WEBP", quality=quality, exif=exif, icc_profile=profile)
        yield "webp", write(alpha, "WEBP", lossless=True)
    for compression in (None, "tiff_lzw", "tiff_adobe_deflate", "jpeg"):
        yield "tiff", write(colour, "TIFF", compression=compression)
    yield "tiff", write(colour.convert("1"), "TIFF", compression="group4")
    yield "tiff", write(grey, "TIFF", save_all=True, append_images=[deep, alpha])
    yield "heic", write_heic(colour, quality=60)
    yield "heic", write_heic(alpha, quality=60, exif=exif.tobytes())
    yield "heic", write_heic(deep, quality=80)
    yield "pdf", make_pdf(colour)
    yield "pdf", make_pdf(grey, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    yield "pdf", make_pdf(colour.convert("1"), qdf=True)
