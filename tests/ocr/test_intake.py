"""Good files become upright BGR pages; hostile and broken ones get an error of their own."""

import io
import struct
import zlib

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from models.errors import CodedError
from ocr.intake import errors, intake

RED = (220, 20, 30)


def refusal(name: str, untrusted: bytes) -> CodedError:
    with pytest.raises(CodedError) as caught:
        intake([(name, untrusted)])
    return caught.value


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def webp_header(width: int, height: int) -> bytes:
    body = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X" + struct.pack("<I", 10) + body


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_pictures_become_bgr_pages(encode, form):
    (page,) = intake([("a", encode(form, colour=RED))])
    assert (page.width, page.height, page.index) == (64, 48, 0)
    assert page.pixels.dtype == np.uint8
    assert np.abs(page.pixels[20, 20].astype(int) - np.array(RED[::-1])).max() < 12


@pytest.mark.parametrize(
    ("mode", "colour", "form", "expected"),
    [
        ("L", 100, "PNG", (100, 100, 100)),
        ("I;16", 0x8000, "PNG", (128, 128, 128)),
        ("CMYK", (0, 0, 0, 0), "JPEG", (255, 255, 255)),
        ("1", 1, "TIFF", (255, 255, 255)),
        ("P", 0, "PNG", (0, 0, 0)),
        ("RGBA", (0, 0, 0, 0), "PNG", (255, 255, 255)),
        ("LA", (0, 0), "PNG", (255, 255, 255)),
    ],
)
def test_every_mode_is_flattened_to_eight_bit_colour(encode, mode, colour, form, expected):
    (page,) = intake([("a", encode(form, mode=mode, colour=colour))])
    assert page.pixels.shape == (48, 64, 3)
    assert np.abs(page.pixels[10, 10].astype(int) - np.array(expected)).max() <= 3


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(orientation):
    upright = Image.new("RGB", (60, 40), (255, 255, 255))
    upright.paste(RED, (0, 0, 20, 15))  # the marked corner belongs at the top left
    inverse = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(inverse[orientation]) if orientation in inverse else upright
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = orientation
    stored.save(out, "JPEG", exif=exif, quality=95)
    (page,) = intake([("photo.jpg", out.getvalue())])
    assert (page.width, page.height) == (60, 40)
    assert page.pixels[5, 5, 2] > 180
    assert page.pixels[5, 5, 0] < 90
    assert page.pixels[35, 55].min() > 230


def test_pages_of_a_tiff_and_of_several_files_count_together(encode):
    out = io.BytesIO()
    frames = [Image.new("RGB", (40, 30), (value, 0, 0)) for value in (10, 20, 30)]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    pages = intake([("a.tif", out.getvalue()), ("b.png", encode("PNG"))])
    assert [(page.index, page.file) for page in pages] == [
        (0, "a.tif"),
        (1, "a.tif"),
        (2, "a.tif"),
        (3, "b.png"),
    ]
    with pytest.raises(errors.TooManyPagesError):
        intake([("a.tif", out.getvalue()), ("b.png", encode("PNG")), ("c.png", encode("PNG"))])


def test_a_pdf_page_is_rendered_at_the_stated_resolution(make_pdf):
    first, second = intake([("a.pdf", make_pdf(2))])
    assert second.index == 1
    assert first.dpi == pytest.approx(300, abs=5)
    assert max(first.width, first.height) == pytest.approx(3508, abs=3)
    assert first.pixels.min() == 255


def test_nothing_and_empty_files_are_refused():
    with pytest.raises(errors.NoFileError):
        intake([])
    assert refusal("a.jpg", b"").code == "emptyFile"


@pytest.mark.parametrize("content", [b"hello, I am a text", b"GIF89a....", b"PK\x03\x04....", b"<svg></svg>"])
def test_other_formats_are_refused_whatever_their_name(content):
    error = refusal("photo.jpg", content)
    assert (error.code, error.status) == ("unsupportedFormat", 415)
    assert error.advice


def test_sixty_megabytes_are_refused():
    error = refusal("a.jpg", b"\xff\xd8\xff" + bytes(60 * 1024 * 1024))
    assert (error.code, error.status) == ("fileTooLarge", 413)
    assert "20 MB" in error.detail


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_truncated_pictures_are_refused(form, share):
    rng, out = np.random.default_rng(7), io.BytesIO()
    Image.fromarray(rng.integers(0, 255, (300, 400, 3), dtype=np.uint8)).save(out, form)
    whole = out.getvalue()
    assert refusal("a", whole[: int(len(whole) * share)]).code == "unreadableImage"


@pytest.mark.parametrize(
    "bomb",
    [png_header(30_000, 30_000), png_header(100_000, 2), webp_header(16_000, 16_000)],
    ids=["square", "strip", "webp"],
)
def test_huge_headers_are_refused_before_decoding(bomb):
    error = refusal("bomb", bomb)
    assert (error.code, error.status) == ("tooManyPixels", 413)


def test_a_mutated_picture_gets_a_coded_error_or_a_page(encode):
    rng = np.random.default_rng(11)
    originals = [encode(form, size=(50, 40), colour=RED) for form in ("JPEG", "PNG", "TIFF", "WEBP")]
    for number in range(400):
        data = bytearray(originals[number % 4])
        for position in rng.integers(4, len(data), 6):
            data[position] = rng.integers(0, 256)
        try:
            (page, *_) = intake([("m", bytes(data))])
        except CodedError:
            continue
        assert page.pixels.ndim == 3


def javascript(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(action)])))


def javascript_in_annotation(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].Annots = Array([link])


def open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.URI, URI=String("http://localhost/"))


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"hidden"


def launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.Launch, F=String("calc.exe")))


def xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (javascript, "pdfJavaScript"),
        (javascript_in_annotation, "pdfJavaScript"),
        (open_action, "pdfOpenAction"),
        (attachment, "pdfEmbeddedFiles"),
        (launch, "pdfLaunch"),
        (xfa, "pdfXfa"),
    ],
)
def test_active_pdfs_are_refused(make_pdf, change, code):
    error = refusal("a.pdf", make_pdf(1, change))
    assert (error.code, error.status) == (code, 422)


def test_a_pdf_that_opens_at_a_place_is_harmless(make_pdf):
    def go_to(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])

    assert len(intake([("a.pdf", make_pdf(1, go_to))])) == 1


@pytest.mark.parametrize("password", ["", "secret"])
def test_encrypted_pdfs_are_refused(make_pdf, password):
    data = make_pdf(1, encryption=pikepdf.Encryption(owner="owner", user=password))
    assert refusal("a.pdf", data).code == "pdfEncrypted"


def test_five_pages_are_refused(make_pdf):
    assert len(intake([("a.pdf", make_pdf(4))])) == 4
    assert refusal("a.pdf", make_pdf(5)).code == "tooManyPages"


def test_broken_pdfs_are_refused(make_pdf):
    assert refusal("a.pdf", b"%PDF-1.7\nnothing follows").code == "unreadablePdf"
    assert refusal("a.pdf", make_pdf(0)).code == "unreadablePdf"


def test_a_pdf_of_endless_objects_is_refused(make_pdf, monkeypatch):
    monkeypatch.setattr("ocr.intake.pdf.MAX_PDF_OBJECTS", 3)
    assert refusal("a.pdf", make_pdf(2)).code == "pdfTooComplex"


def test_a_pdf_that_takes_too_long_is_given_up(make_pdf, monkeypatch):
    monkeypatch.setattr("ocr.intake.pdf.PDF_SECONDS", 0.01)
    assert refusal("a.pdf", make_pdf(1)).code == "pdfTooComplex"
