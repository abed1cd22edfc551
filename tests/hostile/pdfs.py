"""PDFs that are active, endless or both, each with the answer it must get. All are made on the spot."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.hostile.pieces import Answer, encode, zeros

Hostile = tuple[Callable[[], bytes], Answer]
A4, LETTER = ((2479, 3508),), ((2550, 3300),)
"""At 300 dots per inch; the second is what PDFium takes for a page without a size."""


def saved(change: Callable[[Pdf], None] | None = None, pages: int = 1, **options: object) -> bytes:
    """A PDF of empty pages; `change` is called with it before it is saved."""
    pdf, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    if change is not None:
        change(pdf)
    pdf.save(out, **options)
    return out.getvalue()


def written(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF put together by hand, with a true table of where its objects lie."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, count = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, root, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n" % (entries, len(data)) + data + b"\nendstream"


def drawing(
    content: bytes, more: dict[int, bytes] | None = None, resources: bytes = b"", page: bytes = b""
) -> bytes:
    """One page with this content stream; its objects are 1 to 4."""
    box = b"" if b"/MediaBox" in page else b"/MediaBox[0 0 595 842]"
    return written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R%s%s/Resources<<%s>>>>" % (box, page, resources),
            4: content,
        }
        | (more or {})
    )


def action(**entries: object) -> Dictionary:
    return Dictionary(Type=Name.Action, **entries)


def on_link(pdf: Pdf, what: Dictionary) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=what)
    pdf.pages[0].Annots = Array([link])


def on_names(pdf: Pdf) -> None:
    script = pdf.make_indirect(action(S=Name.JavaScript, JS=String("app.alert(1)")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def on_opening(pdf: Pdf, what: object) -> None:
    pdf.Root.OpenAction = what


def on_page(pdf: Pdf, what: Dictionary) -> None:
    pdf.pages[0].AA = Dictionary(O=what)


def attach(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = b"hidden"


def note_with_file(pdf: Pdf) -> None:
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]))])


def collect(pdf: Pdf) -> None:
    pdf.Root.Collection = Dictionary(Type=Name.Collection)


def with_xfa(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array())


def film(pdf: Pdf) -> None:
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name("/RichMedia"), Rect=Array([0, 0, 9, 9]))])


def data_elsewhere(pdf: Pdf) -> None:
    far = pdf.make_stream(b"")
    far.F = String("/etc/passwd")
    pdf.pages[0].Contents = far


def chained(pdf: Pdf) -> None:
    """A harmless action with a harmful one behind it."""
    on_link(
        pdf, action(S=Name.GoTo, D=String("a"), Next=Array([action(S=Name.Launch, F=String("calc.exe"))]))
    )


def hidden_in_object_stream() -> bytes:
    return saved(on_names, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def laughs(depth: int = 9, width: int = 10) -> bytes:
    """Forms that each draw the next one ten times: a thousand million rectangles."""
    forms = {}
    for number in range(depth):
        follower = b"/Resources<</XObject<</F %d 0 R>>>>" % (11 + number) if number < depth - 1 else b""
        content = b"/F Do " * width if number < depth - 1 else b"0 0 5 5 re f"
        forms[10 + number] = stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + follower)
    return drawing(stream(b"/F Do"), forms, b"/XObject<</F 10 0 R>>")


def image(width: int, height: int, data: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d/Height %d"
    shown = {10: stream(data, head % (width, height) + entries)}
    return drawing(stream(b"595 0 0 842 0 0 cm /I Do"), shown, b"/XObject<</I 10 0 R>>")


def itself(subtype: bytes) -> bytes:
    """A form, pattern or font glyph that draws itself."""
    if subtype == b"Form":
        own = stream(
            b"/F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</F 10 0 R>>>>"
        )
        return drawing(stream(b"/F Do"), {10: own}, b"/XObject<</F 10 0 R>>")
    if subtype == b"Pattern":
        head = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .01/YStep .01"
        head += b"/Resources<</Pattern<</P 10 0 R>>>>"
        own = stream(b"/Pattern cs /P scn 0 0 9 9 re f", head)
        return drawing(stream(b"/Pattern cs /P scn 0 0 595 842 re f"), {10: own}, b"/Pattern<</P 10 0 R>>")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65/LastChar 65"
        b"/Widths[9]"
        b"/Encoding<</Differences[65/a]>>/CharProcs<</a 11 0 R>>/Resources<</Font<</T 10 0 R>>>>>>"
    )
    glyph = stream(b"9 0 d0 BT /T 9 Tf (AAAA) Tj ET")
    return drawing(stream(b"BT /T 9 Tf (AAAA) Tj ET"), {10: font, 11: glyph}, b"/Font<</T 10 0 R>>")


def page_tree_in_a_circle() -> bytes:
    return written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 9>>",
            3: b"<</Type/Pages/Kids[2 0 R]/Count 9>>",
        }
    )


def same_page_again(times: int) -> bytes:
    return written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (times, b"3 0 R " * times),
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        }
    )


def object_stream_in_a_circle() -> bytes:
    """An object stream that extends itself and says that it lies within itself."""
    own = stream(b"5 0 <</Type/ObjStm>>", b"/Type/ObjStm/N 1/First 4/Extends 5 0 R")
    return drawing(stream(b""), {5: own}) + b"\n5 0 obj 5 0 R endobj\n"


def table_in_a_circle() -> bytes:
    data = drawing(stream(b""))
    start = data.rfind(b"startxref\n") + 10
    place = data[start : data.find(b"\n", start)]
    return data.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev " + place + b">>")


def length_in_a_circle() -> bytes:
    return drawing(b"<</Length 4 0 R>>\nstream\n0 0 9 9 re f\nendstream")


def twice_deflated(megabytes: int) -> bytes:
    packed = zlib.compress(zeros(megabytes), 9)
    return drawing(stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


PDFS: dict[str, Hostile] = {
    "javascript by name": (lambda: saved(on_names), "pdfJavaScript"),
    "javascript in an object stream": (hidden_in_object_stream, "pdfJavaScript"),
    "javascript on a link": (
        lambda: saved(lambda pdf: on_link(pdf, action(S=Name.JavaScript, JS=String("1")))),
        "pdfJavaScript",
    ),
    "javascript on opening": (
        lambda: saved(lambda pdf: on_opening(pdf, action(S=Name.JavaScript, JS=String("1")))),
        "pdfJavaScript",
    ),
    "page on opening": (
        lambda: saved(lambda pdf: on_opening(pdf, action(S=Name.URI, URI=String("http://localhost/")))),
        "pdfOpenAction",
    ),
    "page on seeing": (
        lambda: saved(lambda pdf: on_page(pdf, action(S=Name.URI, URI=String("http://localhost/")))),
        "pdfOpenAction",
    ),
    "launch on opening": (
        lambda: saved(lambda pdf: on_opening(pdf, action(S=Name.Launch, F=String("calc.exe")))),
        "pdfLaunch",
    ),
    "launch in a chain": (lambda: saved(chained), "pdfLaunch"),
    "form that sends": (
        lambda: saved(lambda pdf: on_link(pdf, action(S=Name.SubmitForm, F=String("http://localhost/")))),
        "pdfFormAction",
    ),
    "form that fetches": (
        lambda: saved(lambda pdf: on_link(pdf, action(S=Name.ImportData, F=String("a.fdf")))),
        "pdfFormAction",
    ),
    "another document": (
        lambda: saved(lambda pdf: on_link(pdf, action(S=Name.GoToR, F=String("//host/share/a.pdf")))),
        "pdfExternalFile",
    ),
    "data elsewhere": (lambda: saved(data_elsewhere), "pdfExternalFile"),
    "attachment": (lambda: saved(attach), "pdfEmbeddedFiles"),
    "file on a note": (lambda: saved(note_with_file), "pdfEmbeddedFiles"),
    "collection": (lambda: saved(collect), "pdfEmbeddedFiles"),
    "xfa": (lambda: saved(with_xfa), "pdfXfa"),
    "film": (lambda: saved(film), "pdfMedia"),
    "sound": (lambda: saved(lambda pdf: on_link(pdf, action(S=Name.Sound))), "pdfMedia"),
    "locked": (lambda: saved(encryption=pikepdf.Encryption(owner="o", user="u")), "pdfEncrypted"),
    "locked by its owner": (
        lambda: saved(encryption=pikepdf.Encryption(owner="o", user="")),
        "pdfEncrypted",
    ),
    "five pages": (lambda: saved(pages=5), "tooManyPages"),
    "no page": (lambda: saved(pages=0), "unreadablePdf"),
    "nothing": (lambda: b"%PDF-1.7\nnothing follows", "unreadablePdf"),
    "one page ten thousand times": (lambda: same_page_again(10_000), "tooManyPages"),
    "page tree in a circle": (page_tree_in_a_circle, "unreadablePdf"),
    "object stream in a circle": (object_stream_in_a_circle, A4),
    "table in a circle": (table_in_a_circle, A4),
    "length in a circle": (length_in_a_circle, A4),
    "form within itself": (lambda: itself(b"Form"), A4),
    "pattern within itself": (lambda: itself(b"Pattern"), "pdfTooComplex"),
    "glyph within itself": (lambda: itself(b"Font"), A4),
    "thousand million forms": (laughs, "pdfTooComplex"),
    "deflated gigabyte": (lambda: drawing(stream(zeros(1024), b"/Filter/FlateDecode")), "pdfTooComplex"),
    "deflated twice": (lambda: twice_deflated(1024), "pdfTooComplex"),
    "image 60000 x 60000": (lambda: image(60_000, 60_000, zeros(10)), "tooManyPixels"),
    "image bomb within the limit": (lambda: image(8000, 8000, zeros(62)), ((3321, 4700),)),
    "image that ends early": (lambda: image(4000, 4000, zeros(1)), ((3321, 4700),)),
    "jpeg that is none": (lambda: image(64, 48, b"\xff\xd8\xff\xd9", b"/Filter/DCTDecode"), A4),
    "25000 objects": (
        lambda: drawing(
            stream(b""), {number: b"null" if number % 2 else b"[]" for number in range(5, 25_000)}
        ),
        "pdfTooComplex",
    ),
    "arrays within arrays": (lambda: drawing(stream(b""), {5: b"[" * 10_000 + b"]" * 10_000}), A4),
    "dictionaries within dictionaries": (
        lambda: drawing(stream(b""), {5: b"<</A " * 90 + b"1" + b">>" * 90}),
        "pdfTooComplex",
    ),
    "page of a million miles": (lambda: drawing(stream(b""), page=b"/MediaBox[0 0 1e12 1e12]"), LETTER),
    "page without a size": (lambda: drawing(stream(b""), page=b"/MediaBox[0 0 0 0]"), LETTER),
    "page as thin as a hair": (lambda: drawing(stream(b""), page=b"/MediaBox[0 0 14400 .001]"), ((4700, 1),)),
    "html before it": (lambda: b"<html><script>1</script>\n" + saved(), A4),
    "jpeg behind it": (lambda: saved() + encode("JPEG"), A4),
}
