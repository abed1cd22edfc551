"""What no process starts with: a demonstration that others could reach, or people's data over plain HTTP."""

import ipaddress
import logging
import time
from urllib.parse import urlsplit

from sqlalchemy import Engine, exists, select
from sqlalchemy.exc import OperationalError

from models.errors import CodedError
from service.db import transaction
from service.organisations.models import Account
from service.settings import Settings

log = logging.getLogger(__name__)

HERE = {"127.0.0.1", "localhost"}
INVENTED = "%.invalid"
"""E-mail addresses of invented people: a top level that is nobody's (RFC 2606)."""
LOOK_AGAIN_SECONDS = 1.0


class DemonstrationExposedError(CodedError):
    code = "demonstrationExposed"
    status = 500
    message = "The demonstration signs people in without a password, so it is for this computer only."
    remedy = (
        "Leave host, public address, allowed hosts and trusted proxies as they come, or set "
        "BELGIANIDPRO_DEMO=false."
    )


class DemonstrationOnRealDataError(CodedError):
    """Accounts that the demonstration did not invent: anybody could sign in to them."""

    code = "demonstrationOnRealData"
    status = 500
    message = "The database holds accounts of real people, whom the demonstration would sign anybody in as."
    remedy = "Set BELGIANIDPRO_DEMO=false, or give the demonstration a database of its own."


class PublicUrlInsecureError(CodedError):
    code = "publicUrlInsecure"
    status = 500
    message = "Outside of the demonstration the public address is an https address."
    remedy = "Set BELGIANIDPRO_PUBLIC_URL to the address under which people reach the portal over HTTPS."


def check_exposure(settings: Settings) -> None:
    """Raises DemonstrationExposedError when the demonstration would be reached from beyond this machine,
    PublicUrlInsecureError when real people's cookies and data would travel in the open."""
    local = _is_here(urlsplit(settings.public_url).hostname or "")
    if not settings.demo:
        if not settings.is_secure and not local:
            raise PublicUrlInsecureError
        return
    beyond = not _is_here(settings.host) or not {host.lower() for host in settings.allowed_hosts} <= HERE
    if beyond or not local or settings.trusted_proxies:
        raise DemonstrationExposedError


def check_own_data(settings: Settings, engine: Engine) -> None:
    """Raises DemonstrationOnRealDataError when the demonstration was given a database with real people."""
    if not settings.demo:
        return
    with transaction(engine) as session:
        if session.scalar(select(exists().where(Account.email.not_like(INVENTED)))):
            raise DemonstrationOnRealDataError


def wait_for_own_data(settings: Settings, engine: Engine) -> None:
    """The same for a process that may start before its database."""
    while True:
        try:
            check_own_data(settings, engine)
        except OperationalError:
            log.warning("the database does not answer yet")
            time.sleep(LOOK_AGAIN_SECONDS)
        else:
            return


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
