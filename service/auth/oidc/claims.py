"""What the provider says, in our terms: its claims under the names that the settings give."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from service.auth.oidc.errors import LoginRefused
from service.auth.oidc.settings import OidcSettings
from service.auth.permissions import Role
from service.organisations.models import Language
from service.organisations.service import read_enterprise_number
from service.schemas import clean

LANGUAGES = ("nl", "fr", "de", "en")
MAX_TEXT = 200


@dataclass(frozen=True)
class Person:
    """A person as the provider knows them. Empty or absent is what it did not say."""

    issuer: str
    subject: str
    email: str
    email_verified: bool
    display_name: str
    language: Language | None
    enterprise_number: str | None
    role: Role | None


def read_claims(settings: OidcSettings, untrusted_claims: Mapping[str, Any]) -> Person:
    """The person behind the claims. Raises LoginRefused where the claim of the subject is not there."""
    names = settings.claims
    untrusted_claims = {name: value for name, value in untrusted_claims.items() if value is not None}
    if names.subject not in untrusted_claims:
        raise LoginRefused
    email = _text(untrusted_claims.get(names.email)).lower()
    given, family = (_text(untrusted_claims.get(name)) for name in (names.given_names, names.family_name))
    return Person(
        issuer=settings.issuer,
        subject=str(untrusted_claims[names.subject]),
        email=email if "@" in email else "",
        email_verified=_is_true(untrusted_claims.get(names.email_verified, settings.trust_email)),
        display_name=" ".join(part for part in (given, family) if part) or email,
        language=_language(_text(untrusted_claims.get(names.language))),
        enterprise_number=read_enterprise_number(_text(untrusted_claims.get(names.organisation))),
        role=_role(settings, untrusted_claims.get(names.roles)),
    )


def _text(untrusted_value: object) -> str:
    return clean(untrusted_value)[:MAX_TEXT] if isinstance(untrusted_value, str) else ""


def _is_true(untrusted_value: object) -> bool:
    """Some providers write booleans as text."""
    return untrusted_value is True or untrusted_value == "true"


def _language(tag: str) -> Language | None:
    """`nl` of `nl-BE`, of `nl_BE` and of `NL`; the first one that we speak where there are several."""
    for one in tag.replace("_", "-").lower().split():
        language = one.partition("-")[0]
        if language in LANGUAGES:
            return cast(Language, language)
    return None


def _role(settings: OidcSettings, untrusted_value: object) -> Role | None:
    """The first role of the settings' table that the provider names."""
    said = untrusted_value if isinstance(untrusted_value, list) else [untrusted_value]
    return next((role for name, role in settings.roles.items() if name in said), None)
