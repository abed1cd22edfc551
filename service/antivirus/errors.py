"""What the virus scanner has against a file, or why it cannot be asked."""

from models.errors import CodedError

RETRY_SECONDS = 30
"""How long clamd takes to start again with its signatures, about."""


class MalwareFound(CodedError):
    code = "malwareFound"
    status = 422
    message = "The virus scanner found something harmful in this file."
    remedy = "Do not open the file. Scan or photograph the document anew, on a device that was checked."


class VirusScannerUnavailable(CodedError):
    """No answer, or none that clears the file: then nobody may say that it is clean."""

    code = "virusScannerUnavailable"
    status = 503
    message = "Files cannot be checked for viruses at the moment, so none are taken."
    remedy = "Try again in {retryAfterSec} seconds. What you have uploaded before stays."

    def __init__(self) -> None:
        super().__init__(retryAfterSec=RETRY_SECONDS)
