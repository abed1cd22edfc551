"""Every line of the process apart is judged before anything of it is believed."""

import json
import math

import pytest

from models.errors import CodedError
from ocr.intake import errors
from ocr.intake.answers import LINE_BYTES, Head, Nonsense, read_answer

PERSON = "the name of a person"


def head(**changed: object) -> bytes:
    said = {"width": 2, "height": 1, "dpi": None, "orientation": 1} | changed
    return json.dumps(said).encode() + b"\n"


def refused(code: object, context: object) -> bytes:
    return json.dumps({"refused": code, "context": context}).encode() + b"\n"


def test_what_the_process_says_is_understood():
    assert read_answer(head(width=300, dpi=299.5, orientation=6)) == Head(300, 1, 299.5, 6)
    assert read_answer(head()) == Head(2, 1, None, 1)
    assert read_answer(b'{"end": true}\n') is None


@pytest.mark.parametrize("kind", errors.REFUSALS.values(), ids=lambda kind: kind.code)
def test_every_refusal_comes_through_with_its_numbers(kind):
    numbers = {name: 7 for name in ("limit", "limit_mb", "limit_megapixels") if f"{{{name}}}" in kind.message}
    with pytest.raises(kind) as caught:
        read_answer(refused(kind.code, numbers))
    assert caught.value.context == numbers


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"nonsense\n",
        b"\xff\xfe\n",
        b"x" * LINE_BYTES,
        b"[]\n",
        b"{}\n",
        b"null\n",
        b"9" * (LINE_BYTES - 1) + b"\n",
        b"9" * 5000 + b"\n",
        b"[" * 4000 + b"\n",
        b'{"end": ' * 500 + b"\n",
        b'{"end": false}\n',
        b'{"end": true, "more": 1}\n',
        b'{"ready": true}\n',
        refused("noSuchCode", {}),
        refused(["tooManyPages"], {"limit": 4}),
        refused("busy", {"retryAfterSec": 1}),
        refused("decoderFailed", {}),
        refused("internalError", {}),
        refused("tooManyPages", {}),
        refused("tooManyPages", [4]),
        refused("tooManyPages", {"limit": PERSON}),
        refused("tooManyPages", {"limit": -4}),
        refused("tooManyPages", {"limit": True}),
        refused("tooManyPages", {"limit": 4, PERSON: 1}),
        head(width=-2),
        head(width=0),
        head(width=2.0),
        head(height="1"),
        head(height=True),
        head(height=None),
        head(width=math.inf),
        head(width=math.nan),
        head(dpi=math.nan),
        head(dpi=math.inf),
        head(dpi=-math.inf),
        head(dpi=-300.0),
        head(dpi=0.0),
        head(dpi=300),
        head(dpi="300"),
        head(orientation=0),
        head(orientation=9),
        head(orientation=1.0),
        head(more=1),
    ],
)
def test_what_it_cannot_have_said_is_nonsense(line):
    with pytest.raises(Nonsense) as caught:
        read_answer(line)
    assert PERSON not in str(caught.value)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (head(width=20_000, height=20_000), "tooManyPixels"),
        (head(width=10**300), "tooManyPixels"),
        (head(height=20_001), "sideTooLong"),
    ],
)
def test_a_page_that_claims_too_much_is_refused(line, code):
    with pytest.raises(CodedError) as caught:
        read_answer(line)
    assert caught.value.code == code
