"""What intake refuses, each with its own error, and the limits beside the error they raise."""

import os

from models.errors import CodedError

MAX_FILE_BYTES = 20 * 1024 * 1024
"""A 50-megapixel JPEG of a phone has 10 to 15 MB."""
MAX_PAGES = 4
"""Pages after expansion, over all files of one upload (the contract's limit)."""
MAX_PIXELS = 65_000_000
"""Per page, from the header, before anything is decoded: phones reach 64 megapixels when asked to. A PNG with
transparency that must be turned then takes 0.56 GB, a progressive JPEG 0.64."""
MAX_WEBP_PIXELS = 40_000_000
"""The decoder of WebP holds the canvas four times over, four bytes a pixel: 0.74 GB, the greediest."""
MAX_HEIC_PIXELS = 50_000_000
"""Telephones that write HEIC have 48 megapixels at most; libheif holds three copies."""
MAX_UPLOAD_PIXELS = 100_000_000
"""All pages of an upload together: two sides at 50 megapixels, or four pages of A4 at 400 dots per inch."""
MAX_SIDE = 20_000
"""Longest side in pixels: no scanner or camera reaches it, and it stops thin, endless strips."""
MAX_JPEG_SCANS = 50
"""Passes over the picture in a progressive JPEG: encoders write about ten, and each costs time (LJT-01-003 in
the audit of libjpeg-turbo)."""
MAX_SCANNED_PIXELS = 700_000_000
"""Scans of a JPEG times its pixels: ten scans of 64 megapixels, about two seconds."""
MAX_SEGMENTS = 20_000
"""Markers of a JPEG before its pixels, chunks of a PNG: 20 MB of PNG in pieces of 4 kB have 5,000."""
MAX_EXIF_SEGMENTS = 64
"""4 MB of them; Pillow joins them one by one, which costs the square of their number."""
MAX_PDF_OBJECTS = 20_000
"""A scan of four pages has some dozens of objects."""
START_SECONDS = 30
"""Until a process of its own has loaded its libraries: a fifth of a second as a rule, much longer where the
disk is cold and the machine full."""
CHILD_SECONDS = 20
"""Wall-clock time for one file in a process of its own; more than processor time, for machines are busy."""
CHILD_CPU_SECONDS = 8
"""Processor time for the same: four pages at 400 dots per inch take two."""
CHILD_MEMORY_BYTES = 768 * 1024 * 1024
"""Address space of that process, so that both together stay below a gigabyte; Python and the libraries take a
quarter of it."""
MAX_CHILDREN = min(4, max(2, os.cpu_count() or 1))
"""Of those at work for one process of ours at a time: each may take a processor and the memory above."""
MAX_DECODING = MAX_CHILDREN
"""Pictures being decoded within one process of ours at a time; the greediest take 0.7 GB each."""
BUSY_SECONDS = 5
"""How long an upload waits for its turn: a PDF takes half a second, so a crowd gets through."""
PDF_DPI = 300
"""Of pages that are drawn rather than scanned."""
PDF_MAX_SIDE = 4700
"""Longest side of a rendered page in pixels: A4 at 400 dots per inch has 4677. A character of the
machine-readable zone is then 40 pixels wide, more than any reader asks for."""


class BusyError(CodedError):
    """`retryAfterSec` in its context becomes the header Retry-After."""

    code = "busy"
    status = 503
    message = "Too many files are being opened at this moment."
    remedy = "Try again in a moment."


class DecoderFailedError(CodedError):
    """The process apart was at fault, not the file: it did not start, was killed, or said what cannot be."""

    code = "decoderFailed"
    status = 503
    message = "The program that opens such files has failed."
    remedy = "Try again in a few minutes. If it fails again, upload a JPEG or PNG instead."


class NoFileError(CodedError):
    code = "noFile"
    status = 400
    message = "There is no file in this upload."
    remedy = "Add a picture or a PDF of the identity document."


class EmptyFileError(CodedError):
    code = "emptyFile"
    status = 422
    message = "This file is empty."
    remedy = "Take or scan the picture again and upload the new file."


class FileTooLargeError(CodedError):
    code = "fileTooLarge"
    status = 413
    message = "This file has more than {limit_mb} MB."
    remedy = "Upload a smaller picture, for example a JPEG at 300 dots per inch."


class UnsupportedFormatError(CodedError):
    code = "unsupportedFormat"
    status = 415
    message = "This file is not a picture or PDF that we can read."
    remedy = "Upload a JPEG, PNG, TIFF, WebP, HEIC or PDF file."


class UnreadableImageError(CodedError):
    code = "unreadableImage"
    status = 422
    message = "This picture is damaged or incomplete."
    remedy = "Take or scan the picture again, or send the original file once more."


class AnimatedPictureError(CodedError):
    code = "animatedPicture"
    status = 422
    message = "This picture moves."
    remedy = "Upload a still picture, as a camera or a scanner makes it."


class UnsupportedPictureError(CodedError):
    code = "unsupportedPicture"
    status = 415
    message = "This picture is stored in a rare way that we cannot read."
    remedy = "Save it as an ordinary JPEG or PNG and upload that."


class PictureTooComplexError(CodedError):
    code = "pictureTooComplex"
    status = 422
    message = "This picture takes too much time or memory to open."
    remedy = "Save it as an ordinary JPEG or PNG and upload that."


class TooManyPixelsError(CodedError):
    code = "tooManyPixels"
    status = 413
    message = "This picture has more than {limit_megapixels} million pixels."
    remedy = "Scan at 300 dots per inch, or make the picture smaller."


class SideTooLongError(CodedError):
    code = "sideTooLong"
    status = 413
    message = "This picture has a side of more than {limit} pixels."
    remedy = "Cut off what does not belong to the document, and upload the rest."


class UploadTooManyPixelsError(CodedError):
    code = "uploadTooManyPixels"
    status = 413
    message = "The pages of this upload have more than {limit_megapixels} million pixels together."
    remedy = "Scan at 300 dots per inch, or make the pictures smaller."


class TooManyPagesError(CodedError):
    code = "tooManyPages"
    status = 422
    message = "This upload has more than {limit} pages."
    remedy = "Upload only the pages that show the person's data."


class UnreadablePdfError(CodedError):
    code = "unreadablePdf"
    status = 422
    message = "This PDF is damaged or has no page."
    remedy = "Make the PDF again, or upload a picture instead."


class PdfTooComplexError(CodedError):
    code = "pdfTooComplex"
    status = 422
    message = "This PDF takes too much time or memory to show."
    remedy = "Upload a picture of the document instead."


class PdfEncryptedError(CodedError):
    code = "pdfEncrypted"
    status = 422
    message = "This PDF is encrypted."
    remedy = "Save it without a password, or upload a picture instead."


class PdfJavaScriptError(CodedError):
    code = "pdfJavaScript"
    status = 422
    message = "This PDF contains a program (JavaScript)."
    remedy = "Print it to a new PDF, or upload a picture instead."


class PdfOpenActionError(CodedError):
    code = "pdfOpenAction"
    status = 422
    message = "This PDF starts an action when it is opened."
    remedy = "Print it to a new PDF, or upload a picture instead."


class PdfEmbeddedFilesError(CodedError):
    code = "pdfEmbeddedFiles"
    status = 422
    message = "This PDF has other files attached to it."
    remedy = "Print it to a new PDF, or upload a picture instead."


class PdfLaunchError(CodedError):
    code = "pdfLaunch"
    status = 422
    message = "This PDF tries to start another program."
    remedy = "Print it to a new PDF, or upload a picture instead."


class PdfXfaError(CodedError):
    code = "pdfXfa"
    status = 422
    message = "This PDF is an interactive XFA form."
    remedy = "Print it to a new PDF, or upload a picture instead."


class PdfFormActionError(CodedError):
    code = "pdfFormAction"
    status = 422
    message = "This PDF sends or fetches the data of a form."
    remedy = "Print it to a new PDF, or upload a picture instead."


class PdfExternalFileError(CodedError):
    code = "pdfExternalFile"
    status = 422
    message = "This PDF takes a part of itself from another file."
    remedy = "Print it to a new PDF, or upload a picture instead."


class PdfMediaError(CodedError):
    code = "pdfMedia"
    status = 422
    message = "This PDF contains film, sound or a model in space."
    remedy = "Print it to a new PDF, or upload a picture instead."


REFUSALS: dict[str, type[CodedError]] = {
    error.code: error
    for error in list(globals().values())
    if isinstance(error, type) and issubclass(error, CodedError) and error.status < 500
}
"""By code: what is wrong with a file, and all that the process apart may answer."""
