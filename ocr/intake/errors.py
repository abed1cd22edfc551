"""What intake refuses, each with its own error, and the limits beside the error they raise."""

from models.errors import CodedError

MAX_FILE_BYTES = 20 * 1024 * 1024
"""A 50-megapixel JPEG of a phone has 10 to 15 MB."""
MAX_PAGES = 4
"""Pages after expansion, over all files of one upload (the contract's limit)."""
MAX_PIXELS = 80_000_000
"""Per page; phones reach 50 megapixels. Checked from the header, before anything is decoded."""
MAX_SIDE = 20_000
"""Longest side in pixels: no scanner or camera reaches it, and it stops thin, endless strips."""
MAX_PDF_OBJECTS = 20_000
"""A scan of four pages has some dozens of objects."""
PDF_SECONDS = 20
"""Wall-clock and processor time for checking and rendering one PDF."""
PDF_MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space of the rendering process."""
PDF_DPI = 300
PDF_MAX_SIDE = 3600
"""Longest side of a rendered page in pixels: A4 at 300 dpi has 3508."""


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
    remedy = "Upload a JPEG, PNG, TIFF, WebP or PDF file."


class UnreadableImageError(CodedError):
    code = "unreadableImage"
    status = 422
    message = "This picture is damaged or incomplete."
    remedy = "Take or scan the picture again, or send the original file once more."


class TooManyPixelsError(CodedError):
    code = "tooManyPixels"
    status = 413
    message = "This picture has more than {limit_megapixels} million pixels."
    remedy = "Scan at 300 dots per inch, or make the picture smaller."


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


PDF_ERRORS: dict[str, type[CodedError]] = {
    error.code: error
    for error in (
        UnreadablePdfError,
        PdfTooComplexError,
        PdfEncryptedError,
        PdfJavaScriptError,
        PdfOpenActionError,
        PdfEmbeddedFilesError,
        PdfLaunchError,
        PdfXfaError,
    )
}
"""By code: what the rendering process may answer."""
