"""npm's certified `oidc-provider`, and a browser that goes to and fro."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi.testclient import TestClient
from joserfc.jwk import RSAKey

from service.app import create_app
from service.auth.oidc.settings import OidcSettings
from tests.oidc.server import Browser, IdentityProvider, run_provider
from tests.service.signing_in.people import CALLBACK, HIGH, NADIA, OURS


@pytest.fixture(scope="session")
def private_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path = tmp_path_factory.mktemp("oidc") / "client.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture(scope="session")
def provider_process(private_key: Path) -> Iterator[IdentityProvider]:
    common = {"redirect_uris": [CALLBACK], "post_logout_redirect_uris": [f"{OURS}/sign-in"]}
    with_key = {
        "client_id": "with-key",
        "token_endpoint_auth_method": "private_key_jwt",
        "userinfo_signed_response_alg": "RS256",
        "jwks": {"keys": [RSAKey.import_key(private_key.read_text()).as_dict(private=False)]},
    }
    clients = [{"client_id": "portal", "client_secret": "a secret of tests"}, with_key]
    with run_provider([{**client, **common} for client in clients]) as provider:
        yield provider


@pytest.fixture
def provider(provider_process: IdentityProvider) -> IdentityProvider:
    """Nadia of Bouwbedrijf Janssens is about to sign in with a strong means."""
    provider_process.set(account="nadia", acr=HIGH, people={"nadia": NADIA}, refuse=False, clockShift=0)
    return provider_process


@pytest.fixture
def oidc(provider: IdentityProvider) -> OidcSettings:
    return OidcSettings(
        issuer=provider.issuer,
        client_id="portal",
        client_secret="a secret of tests",
        scopes="openid profile email company",
        acr=[HIGH],
        roles={"asks": "employer", "leads": "companyAdmin", "reviews": "reviewer"},
    )


@pytest.fixture
def enter(settings) -> Iterator:
    """A new browser before the application with these settings, outside of the demonstration."""
    opened = []

    def make(oidc: OidcSettings | None) -> Browser:
        real = settings.model_copy(update={"demo": False, "oidc": oidc, "public_url": OURS})
        app = TestClient(create_app(real), base_url=OURS, follow_redirects=False)
        opened.append(Browser(app))
        return opened[-1]

    yield make
    for browser in opened:
        browser.close()
        browser.app.app.state.services.engine.dispose()


@pytest.fixture
def browser(enter, oidc) -> Browser:
    return enter(oidc)


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
