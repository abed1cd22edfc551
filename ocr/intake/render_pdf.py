"""Runs in a process of its own: checks a PDF, then renders it. Run as a script, never imported by others.

`python render_pdf.py MAX_PAGES DPI MAX_SIDE MAX_OBJECTS SECONDS MEMORY` reads the PDF on standard input
and writes one JSON line on standard output: `{"refused": code}`, `{"pages": n}` when there are too many, or
`{"pages": n, "sizes": [[width, height, dpi]]}` followed by the pixels (BGR, row by row, page by page).

It imports nothing of the house, so that it starts fast and holds nothing worth stealing.
"""

import io
import json
import sys
from typing import Any

import pikepdf
import pypdfium2

ACTIONS = {
    "/JavaScript": "pdfJavaScript",
    "/Launch": "pdfLaunch",
    "/ImportData": "pdfLaunch",
    "/SubmitForm": "pdfLaunch",
    "/Rendition": "pdfLaunch",
    "/GoToE": "pdfEmbeddedFiles",
}
"""Actions (ISO 32000-1, 12.6.4) that no scan needs."""
MAX_DEPTH = 60
"""Direct objects within direct objects; a scan has less than ten."""


class Refused(Exception):  # noqa: N818 (an answer rather than a failure)
    """Carries the code of the refusal."""


def limit_resources(seconds: int, memory: int) -> None:
    """Hard limits of the operating system, where it has them."""
    try:
        import resource  # noqa: PLC0415 (absent on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_action(value: Any) -> None:
    """Refuses an action dictionary that does more than go to a place in the document."""
    kind = str(value.get("/S", ""))
    if kind in ACTIONS:
        raise Refused(ACTIONS[kind])
    if "/JS" in value:
        raise Refused("pdfJavaScript")


def check_object(value: Any, depth: int = 0) -> None:
    """Refuses an object that is, or holds within itself, something active or attached."""
    if depth > MAX_DEPTH:
        raise Refused("pdfTooComplex")
    if isinstance(value, pikepdf.Array):
        inner = list(value)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        check_action(value)
        if "/XFA" in value:
            raise Refused("pdfXfa")
        if "/EF" in value or str(value.get("/Type", "")) == "/EmbeddedFile":
            raise Refused("pdfEmbeddedFiles")
        if str(value.get("/Subtype", "")) == "/FileAttachment":
            raise Refused("pdfEmbeddedFiles")
        inner = [value[key] for key in value.keys()]  # noqa: SIM118 (a pikepdf object is no mapping)
    else:
        return
    for child in inner:
        # Indirect objects are in the list of all objects, where each is looked at once.
        if isinstance(child, pikepdf.Array | pikepdf.Dictionary) and not child.is_indirect:
            check_object(child, depth + 1)


def check_catalogue(root: Any) -> None:
    """Refuses what the catalogue starts or attaches; a plain destination on opening is harmless."""
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        if "/JavaScript" in names:
            raise Refused("pdfJavaScript")
        if "/EmbeddedFiles" in names:
            raise Refused("pdfEmbeddedFiles")
    if "/AF" in root:
        raise Refused("pdfEmbeddedFiles")
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        raise Refused("pdfXfa")
    start = root.get("/OpenAction")
    if isinstance(start, pikepdf.Dictionary):
        check_action(start)
        if str(start.get("/S", "")) not in ("/GoTo", ""):
            raise Refused("pdfOpenAction")
    if "/AA" in root:
        raise Refused("pdfOpenAction")


def check(untrusted: bytes, max_objects: int) -> int:
    """The number of pages of a PDF that may be rendered; raises `Refused`."""
    try:
        with pikepdf.open(io.BytesIO(untrusted), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Refused("pdfEncrypted")
            if len(pdf.objects) > max_objects:
                raise Refused("pdfTooComplex")
            check_catalogue(pdf.Root)
            for value in pdf.objects:
                check_object(value)
            return len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Refused("pdfEncrypted") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused("unreadablePdf") from error


def render(untrusted: bytes, dpi: int, max_side: int) -> list[tuple[int, int, float, bytes]]:
    """Each page as (width, height, dots per inch, BGR bytes)."""
    pages = []
    try:
        document = pypdfium2.PdfDocument(untrusted)
        for page in document:
            points = max(page.get_size())
            if not points > 0:
                raise Refused("unreadablePdf")
            scale = min(dpi / 72, max_side / points)
            bitmap = page.render(scale=scale, may_draw_forms=False, prefer_bgrx=False)
            pixels = bitmap.to_numpy()
            if pixels.ndim == 2:
                pixels = pixels[:, :, None].repeat(3, axis=2)
            height, width = pixels.shape[:2]
            pages.append((width, height, scale * 72, pixels[:, :, :3].tobytes()))
    except pypdfium2.PdfiumError as error:
        raise Refused("unreadablePdf") from error
    return pages


def main() -> int:
    """See the module."""
    max_pages, dpi, max_side, max_objects, seconds, memory = (int(value) for value in sys.argv[1:7])
    limit_resources(seconds, memory)
    untrusted = sys.stdin.buffer.read()
    out = sys.stdout.buffer
    try:
        count = check(untrusted, max_objects)
        if count < 1:
            raise Refused("unreadablePdf")
        if count > max_pages:
            out.write(json.dumps({"pages": count}).encode() + b"\n")
            return 0
        pages = render(untrusted, dpi, max_side)
    except Refused as refusal:
        out.write(json.dumps({"refused": str(refusal)}).encode() + b"\n")
        return 0
    except MemoryError:
        out.write(json.dumps({"refused": "pdfTooComplex"}).encode() + b"\n")
        return 0
    sizes = [page[:3] for page in pages]
    out.write(json.dumps({"pages": count, "sizes": sizes}).encode() + b"\n")
    for page in pages:
        out.write(page[3])
    return 0


if __name__ == "__main__":
    sys.exit(main())
