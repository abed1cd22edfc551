"""What an operator says of the identity provider."""

import pytest
from pydantic import ValidationError

from service.auth.oidc.settings import OidcSettings
from service.settings import Settings


def test_the_settings_come_from_the_environment(monkeypatch):
    for name, value in {
        "ISSUER": "https://idp.example",
        "CLIENT_ID": "portal",
        "CLIENT_SECRET": "secret",
        "ACR": '["urn:be:fedict:iam:fas:Level450"]',
        "CLAIMS__ASSURANCE": "amr",
        "ROLES": '{"wage office": "employer"}',
    }.items():
        monkeypatch.setenv(f"BELGIANIDPRO_OIDC__{name}", value)
    oidc = Settings().oidc
    assert oidc
    assert (oidc.claims.assurance, oidc.roles) == ("amr", {"wage office": "employer"})
    assert "secret" not in repr(oidc).replace("client_secret", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "http://idp.example"},
        {"client_secret": None},
        {"client_auth": "private_key_jwt"},
        {"claims": {"surname": "sn"}},
        {"roles": {"boss": "king"}},
    ],
)
def test_settings_that_cannot_work_are_refused_at_the_start(changes):
    with pytest.raises(ValidationError):
        OidcSettings(**{"issuer": "https://idp.example", "client_id": "x", "client_secret": "y", **changes})
