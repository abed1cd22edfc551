"""What an operator says of the identity provider (`BELGIANIDPRO_OIDC__…`), see docs/architecture.md."""

from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr, model_validator

from service.auth.permissions import Role

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class ClaimNames(BaseModel):
    """Under which names the provider passes things on; the defaults are OpenID Connect's standard claims."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    subject: str = "sub"
    """Who it is, in words of the provider."""
    assurance: str = "acr"
    """One value or a list of them; some providers say in `amr` how strong the means was."""
    email: str = "email"
    """The address."""
    email_verified: str = "email_verified"
    """Whether the provider checked the address."""
    given_names: str = "given_name"
    """Given names."""
    family_name: str = "family_name"
    """Family name."""
    language: str = "locale"
    """Language."""
    organisation: str = "enterpriseNumber"
    """The company's enterprise number."""
    roles: str = "roles"
    """One value or a list of them; `OidcSettings.roles` says what they mean here."""


class OidcSettings(BaseModel):
    """One identity provider."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    issuer: str
    """Address of the provider; its description lies below it."""
    client_id: str
    """Our name there."""
    client_secret: SecretStr | None = None
    """Our secret there, unless a private key takes its place."""
    client_auth: Literal["client_secret_basic", "client_secret_post", "private_key_jwt"] = (
        "client_secret_basic"
    )
    """How we prove that it is us."""
    private_key_file: Path | None = None
    """PEM, for `private_key_jwt`."""
    decryption_key_file: Path | None = None
    """Private RSA or EC key that ID tokens are encrypted for: PEM, a JWK or a JWK set.

    With it, a token that is not encrypted is refused.
    """
    scopes: str = "openid profile email"
    """What is asked for."""
    acr: list[str] = []
    """Accepted levels of assurance, asked for in this order as `acr_values`; empty: any."""
    claims: ClaimNames = ClaimNames()
    """Under which names the provider passes things on."""
    roles: dict[str, Role] = {}
    """What the provider calls our roles. A value that is not listed gives no role."""
    trust_email: bool = False
    """Whether an address counts as checked when the provider says nothing of it.

    Only for a provider that does check: whoever has an address gets in where it was invited.
    """
    timeout_seconds: float = 5
    """For each answer of the provider."""
    leeway_seconds: int = 60
    """How far the provider's clock may be off."""
    metadata_seconds: float = 3600
    """How long the provider's description and keys are kept. An unknown key is looked up at once."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        """Refuses what would only fail, or be overheard, at the first sign-in."""
        issuer = urlsplit(self.issuer)
        if issuer.scheme != "https" and issuer.hostname not in LOOPBACK:
            raise ValueError("the issuer is an https address")
        needed = "private_key_file" if self.client_auth == "private_key_jwt" else "client_secret"
        if getattr(self, needed) is None:
            raise ValueError(f"{self.client_auth} needs {needed}")
        return self
