"""What a PDF may not hold (ISO 32000-2), and the PDF written anew with nothing but what was looked at.

Runs in the process apart.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from models.errors import CodedError
from ocr.intake.errors import (
    MAX_PAGES,
    MAX_PDF_OBJECTS,
    PdfEmbeddedFilesError,
    PdfEncryptedError,
    PdfExternalFileError,
    PdfFormActionError,
    PdfJavaScriptError,
    PdfLaunchError,
    PdfMediaError,
    PdfOpenActionError,
    PdfTooComplexError,
    PdfXfaError,
    TooManyPagesError,
    UnreadablePdfError,
)
from ocr.intake.frames import check_size

ACTIONS: dict[str, type[CodedError]] = {
    "/JavaScript": PdfJavaScriptError,
    "/Launch": PdfLaunchError,
    "/SubmitForm": PdfFormActionError,
    "/ImportData": PdfFormActionError,
    "/GoToE": PdfEmbeddedFilesError,
    "/GoToR": PdfExternalFileError,
    "/GoToDp": PdfExternalFileError,
    "/Rendition": PdfMediaError,
    "/Movie": PdfMediaError,
    "/Sound": PdfMediaError,
    "/RichMediaExecute": PdfMediaError,
    "/GoTo3DView": PdfMediaError,
}
"""Actions (12.6.4) that no scan needs. A link that a person must click (/URI) is not among them: applications
that scan sign their pages with one, and nothing can be clicked in a raster."""
ANNOTATIONS: dict[str, type[CodedError]] = {
    "/FileAttachment": PdfEmbeddedFilesError,
    "/RichMedia": PdfMediaError,
    "/Movie": PdfMediaError,
    "/Sound": PdfMediaError,
    "/Screen": PdfMediaError,
    "/3D": PdfMediaError,
}
MAX_DEPTH = 60
"""Direct objects within direct objects; a scan has less than ten."""


def warm_up() -> None:
    """Has qpdf find its source of random numbers now, which it looks for at the first encrypted file."""
    with pikepdf.new() as pdf:
        pdf.save(io.BytesIO(), encryption=pikepdf.Encryption(owner="", user=""))


def check_pdf(untrusted: bytes, max_objects: int = MAX_PDF_OBJECTS) -> bytes:
    """The PDF as qpdf understood it, written anew: so nothing is drawn that was not looked at here.

    Raises one of the PDF errors of `ocr.intake.errors`, or `TooManyPagesError`.
    """
    try:
        with pikepdf.open(io.BytesIO(untrusted), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise PdfEncryptedError
            if len(pdf.objects) > max_objects:
                raise PdfTooComplexError
            claimed: Any = pdf.Root.Pages.get("/Count")
            if isinstance(claimed, int) and claimed > MAX_PAGES:  # walking over thousands takes seconds
                raise TooManyPagesError(limit=MAX_PAGES)
            _check_catalogue(pdf.Root)
            for value in pdf.objects:
                _check_object(value)
            pages = len(pdf.pages)
            if pages < 1:
                raise UnreadablePdfError
            if pages > MAX_PAGES:
                raise TooManyPagesError(limit=MAX_PAGES)
            if "/Metadata" in pdf.Root:  # XML that pikepdf would read while it saves, and nobody needs
                del pdf.Root.Metadata
            clean = io.BytesIO()
            pdf.save(
                clean,
                compress_streams=False,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                fix_metadata_version=False,
            )
            return clean.getvalue()
    except pikepdf.PasswordError as error:
        raise PdfEncryptedError from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
        raise UnreadablePdfError from error
    except RecursionError as error:
        raise PdfTooComplexError from error


def _check_catalogue(root: Any) -> None:
    """Refuses what the catalogue starts or attaches; a plain destination on opening is harmless."""
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        if "/JavaScript" in names:
            raise PdfJavaScriptError
        if "/EmbeddedFiles" in names:
            raise PdfEmbeddedFilesError
    if "/AF" in root or "/Collection" in root:
        raise PdfEmbeddedFilesError
    start = root.get("/OpenAction")
    if isinstance(start, pikepdf.Dictionary):
        _check_automatic(start)


def _check_automatic(action: Any) -> None:
    """Refuses an action that nobody clicks, unless it goes to a place in the document."""
    _check_action(action)
    if str(action.get("/S", "")) not in ("/GoTo", ""):
        raise PdfOpenActionError


def _check_action(value: Any) -> None:
    """Refuses an action that does more than go to a place in the document or to a web page."""
    refusal = ACTIONS.get(str(value.get("/S", "")))
    # Elements of a tagged PDF have an /S too, of their author's choice.
    if refusal is not None and str(value.get("/Type", "")) != "/StructElem":
        raise refusal
    if "/JS" in value:
        raise PdfJavaScriptError


def _check_object(value: Any, depth: int = 0) -> None:
    """Refuses an object that is, or holds within itself, something active, attached or far away."""
    if depth > MAX_DEPTH:
        raise PdfTooComplexError
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        _check_dictionary(value)
    elif not isinstance(value, pikepdf.Array):
        return
    for child in _children(value):
        # Indirect objects are in the list of all objects, where each is looked at once.
        if isinstance(child, pikepdf.Array | pikepdf.Dictionary) and not child.is_indirect:
            _check_object(child, depth + 1)


def _check_dictionary(value: Any) -> None:
    _check_action(value)
    if "/XFA" in value:
        raise PdfXfaError
    if "/EF" in value or str(value.get("/Type", "")) == "/EmbeddedFile":
        raise PdfEmbeddedFilesError
    subtype = str(value.get("/Subtype", ""))
    if subtype in ANNOTATIONS:
        raise ANNOTATIONS[subtype]
    automatic = value.get("/AA")
    if isinstance(automatic, pikepdf.Dictionary):
        for action in _children(automatic):
            if isinstance(action, pikepdf.Dictionary):
                _check_automatic(action)
    if isinstance(value, pikepdf.Stream):
        # /F of a stream names a file that holds its data (7.3.8.2), /Ref of a form another document (8.10.4).
        if "/F" in value or "/Ref" in value:
            raise PdfExternalFileError
        if subtype == "/Image":
            check_size(int(value.get("/Width", 0)), int(value.get("/Height", 0)))


def _children(value: Any) -> Iterator[Any]:
    if isinstance(value, pikepdf.Array):
        yield from value
    else:
        for key in value.keys():  # noqa: SIM118 (a pikepdf object is no mapping)
            yield value[key]
