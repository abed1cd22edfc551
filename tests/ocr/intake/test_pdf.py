"""PDFs: what is refused, and at which resolution pages are drawn."""

import io

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image

from models.errors import CodedError
from ocr.intake import errors, intake
from ocr.intake.pdf_check import check_pdf
from tests.hostile.pdfs import drawing, image, stream
from tests.ocr.intake.scans import A4, noise, scan


def drawn(untrusted: bytes):
    (page,) = intake([("a.pdf", untrusted)])
    return page


@pytest.mark.parametrize("size", [(1654, 2339), (1240, 1754), (2480, 3508)], ids=["200", "150", "300"])
def test_a_scan_comes_out_pixel_by_pixel(size):
    untrusted, pixels = scan(*size)
    page = drawn(untrusted)
    assert (page.width, page.height) == size
    assert page.dpi == pytest.approx(size[0] / A4[0] * 72, rel=1e-3)
    assert np.array_equal(page.pixels[:, :, 1], pixels)


def test_a_finer_scan_is_drawn_at_the_limit():
    page = drawn(scan(4961, 7016, blank=True)[0])
    assert max(page.width, page.height) == errors.PDF_MAX_SIDE
    assert page.dpi == pytest.approx(402, abs=1)


def test_a_photo_on_a_page_of_its_own_size_in_points_keeps_its_pixels():
    untrusted, pixels = scan(1500, 2000, page=(1500, 2000))
    page = drawn(untrusted)
    assert (page.width, page.height) == (1500, 2000)
    assert np.array_equal(page.pixels[:, :, 0], pixels)


def test_a_scan_turned_by_the_page_keeps_its_pixels():
    untrusted, pixels = scan(1240, 1754)
    with pikepdf.open(io.BytesIO(untrusted)) as pdf:
        pdf.pages[0].Rotate = 90
        out = io.BytesIO()
        pdf.save(out)
    page = drawn(out.getvalue())
    assert (page.width, page.height) == (1754, 1240)
    assert np.array_equal(page.pixels[:, :, 0], np.rot90(pixels, -1))


XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>Scanner</pdf:Producer></rdf:Description></rdf:RDF>
</x:xmpmeta><?xpacket end="w"?>"""


@pytest.mark.parametrize(
    "xml", [XMP, b"<no end", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>']
)
def test_a_scan_with_metadata_as_scanners_write_it_is_read_and_the_metadata_are_not(xml):
    """Reading the XML needs a parser that the confined process cannot load; nobody needs what it says."""
    untrusted, _ = scan(200, 300, blank=True)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(untrusted)) as pdf:
        pdf.Root.Metadata = pikepdf.Stream(pdf, xml, {"/Type": Name.Metadata, "/Subtype": Name.XML})
        pdf.save(out, fix_metadata_version=False)
    assert drawn(out.getvalue()).width > 0
    assert xml not in check_pdf(out.getvalue())


def test_text_that_recognition_laid_under_a_scan_changes_nothing():
    hidden = scan(1240, 1754, more=b"BT 3 Tr /F 12 Tf 20 40 Td (P<UTO) Tj ET")[0]
    printed = scan(1240, 1754, more=b"BT /F 12 Tf 20 40 Td (P<UTO) Tj ET")[0]
    assert drawn(hidden).dpi == pytest.approx(150, abs=1)
    assert drawn(printed).dpi == pytest.approx(300, abs=1)


def test_a_card_laid_on_a_page_decides_its_resolution():
    """85.6 × 54 mm at 500 dots per inch: the page would have 5,800 pixels, the limit is less."""
    page = drawn(scan(1685, 1063, place=(100, 400, 242.6, 153.0))[0])
    assert page.dpi == pytest.approx(402, abs=1)
    page = drawn(scan(1180, 744, place=(100, 400, 242.6, 153.0))[0])
    assert page.dpi == pytest.approx(350, abs=1)


def test_a_scan_cut_into_strips_keeps_its_pixels():
    """Each strip covers less of the page than a picture that counts by itself."""
    pixels, strips, content = noise(1200, 1600), {}, b""
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 1200/Height 50"
    for number in range(32):
        strips[10 + number] = stream(pixels[50 * number : 50 * number + 50].tobytes(), head)
        content += b"q 432 0 0 18 0 %d cm /I%d Do Q " % (576 - 18 * (number + 1), number)
    named = b"".join(b"/I%d %d 0 R" % (number, 10 + number) for number in range(32))
    resources, size = b"/XObject<<" + named + b">>", b"/MediaBox[0 0 432 576]"
    page = drawn(drawing(stream(content), strips, resources, size))
    assert (page.width, page.height) == (1200, 1600)
    assert page.dpi == pytest.approx(200)


def test_a_small_background_that_was_stretched_is_no_scan():
    assert drawn(scan(80, 100)[0]).dpi == pytest.approx(300, abs=1)


def test_a_scan_within_forms_is_found():
    """Some scanners wrap the picture in a form, which scales it once more."""
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 1240/Height 1754"
    picture = stream(noise(1240, 1754).tobytes(), head)
    form = stream(
        b"59.5276 0 0 84.189 0 0 cm /I Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 60 85]/Matrix[2 0 0 2 0 0]/Resources<</XObject<</I 10 0 R>>>>",
    )
    page = drawing(stream(b"5 0 0 5 0 0 cm /F Do"), {10: picture, 11: form}, b"/XObject<</F 11 0 R>>")
    assert drawn(page).dpi == pytest.approx(150, abs=1)


def test_what_is_drawn_is_drawn_at_300_dots_per_inch(make_pdf):
    first, second = intake([("a.pdf", make_pdf(2))])
    assert second.index == 1
    assert first.dpi == pytest.approx(300, abs=5)
    assert max(first.width, first.height) == pytest.approx(3508, abs=3)
    assert first.pixels.min() == 255


def test_transparent_pictures_lie_on_white():
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 2/Height 2"
    black, mask = stream(bytes(4), head + b"/SMask 11 0 R"), stream(bytes(4), head)
    content = stream(b"595 0 0 842 0 0 cm /I Do")
    page = drawing(content, {10: black, 11: mask}, b"/XObject<</I 10 0 R>>")
    assert drawn(page).pixels.min() == 255


def test_a_pdf_that_opens_at_a_place_or_links_to_a_page_is_harmless(make_pdf):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
        action = pikepdf.Dictionary(S=Name.URI, URI=pikepdf.String("http://localhost/"))
        pdf.pages[0].Annots = Array(
            [pikepdf.Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)]
        )

    assert len(intake([("a.pdf", make_pdf(1, change))])) == 1


def test_only_what_was_checked_is_drawn():
    """Whatever lies outside the document as qpdf read it is gone before PDFium sees it."""
    hidden = image(64, 48, bytes(10)) + b"\n5 0 obj <</S/JavaScript/JS(app.alert(1))>> endobj\n%%EOF"
    clean = check_pdf(hidden)
    assert b"JavaScript" not in clean
    assert clean.startswith(b"%PDF-")


def test_five_pages_are_refused(make_pdf):
    assert len(intake([("a.pdf", make_pdf(4))])) == 4
    with pytest.raises(errors.TooManyPagesError):
        intake([("a.pdf", make_pdf(5))])


def test_a_pdf_of_endless_objects_is_refused(make_pdf):
    with pytest.raises(errors.PdfTooComplexError):
        check_pdf(make_pdf(2), max_objects=3)


def test_every_action_that_is_refused_has_a_code_of_its_own():
    kinds: set[type[CodedError]] = {e for e in errors.REFUSALS.values() if e.code.startswith("pdf")}
    assert len({error.code for error in kinds}) == len(kinds) >= 10


def test_a_picture_in_colour_keeps_its_colours():
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), (220, 20, 30)).save(out, "PDF", resolution=150)
    page = drawn(out.getvalue())
    assert (page.width, page.height) == (1200, 900)
    assert np.abs(page.pixels[450, 600].astype(int) - np.array([30, 20, 220])).max() < 8
