"""Where a call comes from, by what browsers say of it: the second line behind the token of each form."""

from urllib.parse import urlsplit

from fastapi import Request

from service import errors
from service.settings import Settings

OWN = {"same-origin", "none"}
"""Values of Sec-Fetch-Site (Fetch Metadata): our own page, or the person: an address typed, a bookmark."""


def is_from_elsewhere(request: Request, settings: Settings) -> bool:
    """Whether a browser says that another site, or an unknown one, sent this. Programs say nothing."""
    if request.headers.get("sec-fetch-site", "none") not in OWN:
        return True
    origin = request.headers.get("origin")
    if origin is None:
        return False
    parts = urlsplit(origin)
    if settings.is_secure and parts.scheme != "https":
        return True
    return parts.netloc.lower() != request.headers.get("host", "").lower()


def check_origin(request: Request, settings: Settings) -> None:
    """Raises CsrfRefused when a browser says that another site sent this form."""
    if is_from_elsewhere(request, settings):
        raise errors.CsrfRefused
