"""Polyglots and bombs through the whole service: a file that is two things at once, or that grows without
bound when it is opened.

Nothing of the second thing comes back to a browser; a bomb gets its refusal, leaves nothing behind, and the
next person's scan is taken. (Each file in the decoder itself, with its memory measured: tests/ocr/intake.)
"""

import json
import re

import pytest
from sqlalchemy import func, select

from service.db import transaction
from service.extractions.models import ExtractionRecord
from service.storage.keys import ROOT
from tests.attack.conftest import code_of
from tests.hostile.pdfs import PDFS
from tests.hostile.pictures import HTML, PDF, PICTURES, zipped
from tests.hostile.pieces import after_start, encode, png_chunk, segment
from tests.rubbish import jpeg, pdf

MARK = b"alert(document.cookie)"
BOMBS = [
    "png 30000 x 30000",
    "png bomb beyond the limit",
    "png profile bomb",
    "png text bomb",
    "png full of chunks",
    "jpeg of 1000 scans",
    "jpeg 65500 x 65500",
    "webp 16383 x 16383",
    "tiff of 5000 pages",
    "tiff 2^32",
    "tiff with 2^31 strips",
    "heic 60000 x 60000",
    *(name for name in PDFS if any(word in name for word in ("bomb", "laughs", "deflated", "circle"))),
]


def kept(settings) -> list[str]:
    folders = (settings.scans_dir, settings.keys_dir / "data")
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if path.name != ROOT]


def test_a_bomb_gets_its_refusal_and_leaves_nothing_behind(client, api_token, settings, services):
    headers = {"Authorization": f"Bearer {api_token}"}
    before = kept(settings)
    for name in BOMBS:
        make, answer = {**PICTURES, **PDFS}[name]
        if not isinstance(answer, str):
            continue  # within the limits: it is read like any other page
        refused = client.post("/v1/extractions", files=[("files", ("scan", make()))], headers=headers)
        assert 400 <= refused.status_code < 500, name
        assert refused.json()["code"] == answer, name
        assert refused.json()["remedy"], name
    assert kept(settings) == before
    with transaction(services.engine) as session:
        assert session.scalar(select(func.count()).select_from(ExtractionRecord)) == 0
    whole = client.post("/v1/extractions", files=[("files", ("scan.jpg", jpeg()))], headers=headers)
    assert whole.status_code == 202


POLYGLOTS = {
    "jpeg and html": after_start(encode("JPEG"), segment(0xFE, HTML)),
    "jpeg, then html": encode("JPEG") + HTML,
    "jpeg and pdf": after_start(encode("JPEG"), segment(0xFE, PDF + HTML)) + PDF,
    "jpeg and zip": encode("JPEG") + zipped() + HTML,
    "jpeg and exif script": after_start(encode("JPEG"), segment(0xE1, b"Exif\0\0" + HTML)),
    "png and html": encode("PNG") + HTML,
    "png with a text": encode("PNG")[:33] + png_chunk(b"tEXt", b"Comment\0" + HTML) + encode("PNG")[33:],
    "webp and html": encode("WEBP") + HTML,
    "tiff and html": encode("TIFF") + HTML,
    "pdf and html": pdf() + HTML,
    "pdf and jpeg": pdf() + encode("JPEG") + HTML,
}
REFUSED = {
    "html, then jpeg": HTML + encode("JPEG"),
    "zip, then jpeg": zipped() + encode("JPEG"),
    "gif with a script": b"GIF89a/*" + encode("GIF")[8:] + b"*/=1;" + MARK,
    "svg with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>' + MARK + b"</script></svg>",
    "html alone": HTML,
    "an archive of a scan": zipped(),
    "a program": b"MZ\x90\0" + bytes(500),
    "a shell script": b"#!/bin/sh\nid\n",
}
TYPES = ["image/jpeg", "text/html", "image/svg+xml", "application/javascript", "\u00e9"]
PICTURE = re.compile(r"/scans/[0-9a-f-]{36}/uploaded/[0-9a-f-]{36}\.jpg")


@pytest.mark.parametrize("kind", [*POLYGLOTS])
def test_what_comes_back_to_the_browser_is_a_picture_and_nothing_else(kind, browser_of, employer):
    """Drawn anew by us, called what it is, under a policy that runs nothing; whatever the file was called."""
    browser, seen = browser_of(employer), 0
    for content_type, name in zip(TYPES, ("a.jpg", "a.html", "a.svg", "a.js", "a.hta"), strict=True):
        files = [("files", (name, POLYGLOTS[kind], content_type))]
        answer = browser.post("/requests/new/upload", files=files)
        if code_of(answer):
            assert 400 <= answer.status_code < 500
            continue
        page = browser.get(answer.headers["location"])
        for place in PICTURE.findall(page.text):
            seen += 1
            picture = browser.get(place)
            assert picture.headers["content-type"] == "image/jpeg"
            assert picture.headers["x-content-type-options"] == "nosniff"
            assert picture.content.startswith(b"\xff\xd8\xff")
            assert picture.content.endswith(b"\xff\xd9")
            assert MARK not in picture.content
            assert b"<script" not in picture.content
    assert seen or kind.startswith(("pdf", "jpeg and exif"))


def test_what_only_contains_a_picture_is_refused(browser_of, employer, settings):
    browser, before = browser_of(employer), kept(settings)
    for kind, content in REFUSED.items():
        files = [("files", ("scan.jpg", content, "image/jpeg"))]
        answer = browser.post("/requests/new/upload", files=files)
        assert code_of(answer) == "unsupportedFormat", kind
        assert "<script>alert" not in answer.text
    assert kept(settings) == before


def test_a_body_that_is_a_bomb_itself_is_refused(client, api_token):
    """Thousands of parts, fields without end, JSON as deep as a well, a packed body: no 500, no hang."""
    headers = {"Authorization": f"Bearer {api_token}"}
    parts = [("files", (f"{number}.jpg", b"x")) for number in range(2000)]
    assert 400 <= client.post("/v1/extractions", files=parts, headers=headers).status_code < 500
    fields = {f"f{number}": "x" for number in range(2000)}
    answer = client.post("/v1/extractions", data=fields, files=[("files", ("a", b"x"))], headers=headers)
    assert 400 <= answer.status_code < 500
    long_name = [("files", ("x" * 200_000, jpeg()))]
    assert client.post("/v1/extractions", files=long_name, headers=headers).status_code in {202, 400}
    for body in (
        b"[" * 60_000 + b"]" * 60_000,
        b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
        json.dumps({"extractionId": "1" * 50_000}).encode(),
        b'{"extractionId": 1' + b"0" * 50_000 + b"}",
        b'{"extractionId": 1e999999999}',
        b"\xff\xfe\x00",
        b"\x1f\x8b\x08\x00" + bytes(1000),
    ):
        for more in ({}, {"Content-Encoding": "gzip"}):
            json_type = {"Content-Type": "application/json", **headers, **more}
            answer = client.post("/v1/requests", content=body, headers=json_type)
            assert 400 <= answer.status_code < 500, body[:20]
            assert answer.headers["content-type"] == "application/problem+json"
