"""XML external entities: XMP in a picture, metadata and forms in a PDF, SVG, office documents: each names a
file of the server's or an address inside. Nothing parses any: nothing is fetched, nothing comes out."""

import ast
import io
import socket
import threading
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tests.attack.conftest import code_of
from tests.hostile.pdfs import with_xfa
from tests.hostile.pieces import after_start, encode, png_chunk, segment

ROOT = Path(__file__).parents[2]
ROOMS = ("mrz", "ocr", "matching", "models", "service")
PARSERS = {"xml", "lxml", "defusedxml", "xmltodict", "bs4", "html5lib", "libxml2"}


@pytest.fixture
def inside():
    """A server inside: its address, and who came."""
    came = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    link, place = server.accept()
                except TimeoutError:
                    continue
                came.append(place)
                link.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], came
        stop.set()
        thread.join()


def entity(port: int) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:{port}/a">'
        f'<!ENTITY % b SYSTEM "http://127.0.0.1:{port}/b.dtd"> %b;'
        '<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY l "&f;&f;&f;&f;">]>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        "<rdf:Description>&a;&f;&l;</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def pdf_with(xml: bytes, *, form: bool) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        metadata = pikepdf.Stream(document, xml)
        metadata["/Type"], metadata["/Subtype"] = pikepdf.Name.Metadata, pikepdf.Name.XML
        document.Root.Metadata = metadata
        if form:
            with_xfa(document)
        document.save(out, fix_metadata_version=False)
    return out.getvalue()


def office(xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", xml)
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def test_nothing_is_fetched_and_nothing_comes_out(inside, client, browser_of, employer, api_token):
    port, came = inside
    xml = entity(port)
    png = encode("PNG")
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + xml
    itxt = png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xml)
    files = {
        "xmp in a jpeg": (after_start(encode("JPEG"), segment(0xE1, xmp)), None),
        "xmp in a png": (png[:33] + itxt + png[33:], None),
        "xmp in a tiff": (encode("TIFF", tiffinfo={700: xml}), None),
        "xmp in a webp": (encode("WEBP", xmp=xml), None),
        "metadata of a pdf": (pdf_with(xml, form=False), None),
        "xfa form of a pdf": (pdf_with(xml, form=True), "pdfXfa"),
        "svg": (xml.replace(b"x:xmpmeta", b"svg"), "unsupportedFormat"),
        "xml": (xml, "unsupportedFormat"),
        "office document": (office(xml), "unsupportedFormat"),
    }
    browser = browser_of(employer)
    for kind, (content, refusal) in files.items():
        upload = [("files", ("scan", content))]
        answer = browser.post("/requests/new/upload", files=upload)
        code = code_of(answer)
        if refusal is None:
            assert code is None, (kind, code)
            page = browser.get(answer.headers["location"]).text
        else:
            assert code is not None, kind
            assert code.lower().startswith(refusal.lower()[:3]), (kind, code)
            page = answer.text
        assert "root:" not in page
        sent = client.post("/v1/extractions", files=upload, headers={"Authorization": f"Bearer {api_token}"})
        assert "root:" not in sent.text
        assert sent.status_code == (202 if refusal is None else sent.status_code)
    assert came == []


def test_no_room_of_ours_imports_a_parser_of_xml():
    """So that nobody can turn entities on by mistake."""
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [one.name for one in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            assert not {name.split(".")[0] for name in names} & PARSERS, path
