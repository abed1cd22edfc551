"""The conversation with the identity provider: what it says of itself, where to send people, who came back.

OpenID Connect Core 1.0 §3.1, Discovery 1.0, PKCE (RFC 7636, S256), RP-Initiated Logout 1.0. No database here.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.common.urls import add_params_to_uri
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from service.auth.oidc.decryption import DecryptionKeys, is_encrypted
from service.auth.oidc.errors import (
    AssuranceTooLow,
    ClockSkew,
    LoginNotStarted,
    LoginRefused,
    ProviderUnavailable,
)
from service.auth.oidc.settings import OidcSettings

SECRET_LENGTH = 48
"""Of state, nonce and PKCE's verifier, in letters and digits: 285 bits (RFC 7636 asks for 43 at least)."""
ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512", "EdDSA")
"""Signatures of tokens that we accept: with keys that only the provider has, and never none."""
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
Claims = dict[str, Any]


@dataclass(frozen=True)
class Attempt:
    """What the browser keeps while the person is at the provider."""

    state: str
    nonce: str
    verifier: str
    next_path: str


class Provider:
    """One identity provider. Its description and keys are fetched when first needed, and kept for a while."""

    def __init__(self, settings: OidcSettings, public_url: str) -> None:
        self.settings = settings
        self.redirect_uri = f"{public_url}/sign-in/callback"
        self.after_logout = f"{public_url}/sign-in"
        file = settings.decryption_key_file
        self._decryption = DecryptionKeys(file) if file else None
        self._metadata: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._fetched = float("-inf")

    def begin(self, next_path: str, language: str) -> tuple[str, Attempt]:
        """The address to send the browser to, and what it must keep. Raises ProviderUnavailable."""
        state, nonce, verifier = (generate_token(SECRET_LENGTH) for _ in range(3))
        attempt = Attempt(state, nonce, verifier, next_path)
        with self._client() as client:
            url, _ = client.create_authorization_url(
                self._describe()["authorization_endpoint"],
                state=attempt.state,
                code_verifier=attempt.verifier,
                nonce=attempt.nonce,
                ui_locales=language,
                **({"acr_values": " ".join(self.settings.acr)} if self.settings.acr else {}),
            )
        return str(url), attempt

    def finish(self, attempt: Attempt, untrusted_answer: Mapping[str, str]) -> Claims:
        """Everything the provider says of the person who came back.

        Raises LoginNotStarted, LoginRefused, AssuranceTooLow, ClockSkew, ProviderUnavailable.
        """
        if untrusted_answer.get("state") != attempt.state:
            raise LoginNotStarted
        if "code" not in untrusted_answer or untrusted_answer.get("iss", self.settings.issuer) != (
            self.settings.issuer  # RFC 9207: an answer of another provider
        ):
            raise LoginRefused
        metadata = self._describe()
        with self._client() as client, _refusing():
            token = client.fetch_token(
                metadata["token_endpoint"], code=untrusted_answer["code"], code_verifier=attempt.verifier
            )
            claims = self._check_id_token(token, attempt.nonce)
            if "userinfo_endpoint" in metadata:
                answer = client.get(metadata["userinfo_endpoint"])
                answer.raise_for_status()
                claims = {**self._read_userinfo(answer, claims["sub"]), **claims}
        if self.settings.acr and not self._is_assured(claims):
            raise AssuranceTooLow
        return claims

    def logout_url(self) -> str | None:
        """Where a person also ends the provider's session; None where the provider has no such place.

        Without the ID token as a hint, for it would put the person's data into an address; so the provider
        asks the person once more.
        """
        endpoint = self._describe().get("end_session_endpoint")
        if endpoint is None:
            return None
        hints = {"client_id": self.settings.client_id, "post_logout_redirect_uri": self.after_logout}
        return str(add_params_to_uri(endpoint, hints.items()))

    def _check_id_token(self, token: dict[str, Any], nonce: str) -> Claims:
        if self._decryption is not None and not is_encrypted(token["id_token"]):
            raise LoginRefused  # OpenID Connect Core §3.1.3.7, 1
        decoded = self._decode(token["id_token"])
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": self.settings.issuer},
                "aud": {"essential": True, "value": self.settings.client_id},
            },
            {"nonce": nonce, "client_id": self.settings.client_id, "access_token": token["access_token"]},
        )
        self._check_clock(claims)
        claims.validate(leeway=self.settings.leeway_seconds)
        return dict(claims)

    def _is_assured(self, claims: Claims) -> bool:
        said = claims.get(self.settings.claims.assurance)
        return any(level in self.settings.acr for level in (said if isinstance(said, list) else [said]))

    def _check_clock(self, claims: Claims) -> None:
        """The token was made a moment ago: where it lies ahead or has ended, a clock is wrong."""
        now, leeway = time.time(), self.settings.leeway_seconds
        ahead = max(float(claims.get("iat", now)), float(claims.get("nbf", now))) - now
        if ahead > leeway or float(claims.get("exp", now)) < now - leeway:
            raise ClockSkew

    def _read_userinfo(self, answer: httpx2.Response, subject: str) -> Claims:
        """JSON or a signed JWT, encrypted or not. What it says of another counts nothing (Core §5.3.2)."""
        signed = answer.headers.get("content-type", "").startswith("application/jwt")
        said: Claims = self._decode(answer.text).claims if signed else answer.json()
        if said.get("sub") != subject:
            raise LoginRefused
        return said

    def _decode(self, untrusted_token: str) -> jwt.Token:
        if is_encrypted(untrusted_token) and self._decryption is not None:
            untrusted_token = self._decryption.open(untrusted_token)
        registry = JWSRegistry(algorithms=[*ALGORITHMS], strict_check_header=False)
        try:
            return jwt.decode(untrusted_token, self._key_set(), registry=registry)
        except InvalidKeyIdError:  # the provider has changed its keys since we looked
            self._fetched = float("-inf")
            return jwt.decode(untrusted_token, self._key_set(), registry=registry)

    def _describe(self) -> dict[str, Any]:
        """The provider's metadata. Raises ProviderUnavailable."""
        if time.monotonic() - self._fetched > self.settings.metadata_seconds:
            with self._client() as client, _answering():
                issuer = self.settings.issuer
                found = self._get(client, f"{issuer.rstrip('/')}/.well-known/openid-configuration")
                if found.get("issuer") != issuer or any(name not in found for name in NEEDED):
                    raise ProviderUnavailable
                self._keys = KeySet.import_key_set(self._get(client, found["jwks_uri"]))
            self._metadata, self._fetched = found, time.monotonic()
        return self._metadata

    def _key_set(self) -> KeySet:
        self._describe()
        if self._keys is None:
            raise ProviderUnavailable
        return self._keys

    def _get(self, client: OAuth2Client, url: str) -> Any:
        answer = client.request("GET", url, withhold_token=True)
        answer.raise_for_status()
        return answer.json()

    def _client(self) -> OAuth2Client:
        settings = self.settings
        secret = settings.client_secret.get_secret_value() if settings.client_secret else None
        if settings.client_auth == "private_key_jwt" and settings.private_key_file is not None:
            secret = settings.private_key_file.read_text()
        client = OAuth2Client(
            settings.client_id,
            secret,
            settings.client_auth,
            scope=settings.scopes,
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            timeout=settings.timeout_seconds,
        )
        if settings.client_auth == "private_key_jwt":
            client.register_client_auth_method(PrivateKeyJWT(self._metadata.get("token_endpoint")))
        return client


@contextmanager
def _answering() -> Iterator[None]:
    """Whatever keeps the provider from answering sensibly is one error."""
    try:
        yield
    except (httpx2.HTTPError, httpx2.InvalidURL, JoseError, ValueError, KeyError) as error:
        raise ProviderUnavailable from error


@contextmanager
def _refusing() -> Iterator[None]:
    """What the provider refuses, and what does not hold of what it says."""
    try:
        yield
    except httpx2.HTTPStatusError as error:
        raise (ProviderUnavailable if error.response.is_server_error else LoginRefused) from error
    except httpx2.HTTPError as error:
        raise ProviderUnavailable from error
    except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
        raise LoginRefused from error
