"""Cookies that only this host gets and sets, where the portal is reached over HTTPS.

`__Host-` (RFC 6265bis, 4.1.3.2): browsers take such a cookie only with Secure, for the path `/` and without a
Domain, so neither a neighbour below the same domain nor anybody on plain HTTP can plant one.
"""

from collections.abc import Mapping

from fastapi import Response

from service.settings import Settings

PREFIX = "__Host-"


def cookie_name(settings: Settings, name: str) -> str:
    """What the cookie is called under these settings."""
    return PREFIX + name if settings.is_secure else name


def read_cookie(settings: Settings, cookies: Mapping[str, str], name: str) -> str | None:
    """The cookie's untrusted value; one without the prefix counts for nothing over HTTPS."""
    return cookies.get(cookie_name(settings, name))


def set_cookie(response: Response, settings: Settings, name: str, value: str, seconds: int) -> None:
    """Puts a cookie into the browser: not readable by scripts, not sent by other sites' forms."""
    response.set_cookie(
        cookie_name(settings, name),
        value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.is_secure,
    )


def clear_cookie(response: Response, settings: Settings, name: str) -> None:
    """Takes it out again; without Secure a browser would refuse to touch one with the prefix."""
    response.delete_cookie(
        cookie_name(settings, name), path="/", httponly=True, samesite="lax", secure=settings.is_secure
    )
