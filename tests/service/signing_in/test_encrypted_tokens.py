"""ID tokens that the provider encrypts for us, as itsme does and FAS can."""

import json
import warnings

import pytest
from joserfc import jwe
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, RSAKey
from typer.testing import CliRunner

from service.auth.oidc.decryption import DecryptionKeys, is_encrypted
from service.auth.oidc.provider import Provider
from service.cli import app
from tests.oidc.server import run_provider
from tests.service.signing_in.people import CALLBACK, HIGH, NADIA, OURS, code_of

WAYS = [
    ("RSA-OAEP", "A128CBC-HS256"),
    ("RSA-OAEP", "A256GCM"),
    ("RSA-OAEP-256", "A256GCM"),
    ("ECDH-ES", "A256GCM"),
    ("ECDH-ES+A256KW", "A256CBC-HS512"),
]
RSA, EC = RSAKey.generate_key(2048, {"use": "enc"}), ECKey.generate_key("P-256", {"use": "enc"})
STRANGE = RSAKey.generate_key(2048, {"use": "enc"})


def name_of(alg: str, enc: str) -> str:
    return f"{alg}-{enc}".replace("+", "-")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """Our keys in the forms in which an operator may have them."""
    folder = tmp_path_factory.mktemp("keys")
    for key in (RSA, EC, STRANGE):
        key.ensure_kid()
    (folder / "RSA.pem").write_bytes(RSA.as_pem(private=True))
    (folder / "EC.pem").write_bytes(EC.as_pem(private=True))
    both = {"keys": [key.as_dict(private=True) for key in (STRANGE, EC, RSA)]}
    (folder / "set.json").write_text(json.dumps(both))
    (folder / "strange.pem").write_bytes(STRANGE.as_pem(private=True))
    return folder


@pytest.fixture(scope="module")
def encrypting(keys):
    """The provider, with a client for each way to encrypt."""
    public = [key.as_dict(private=False) for key in (RSA, EC)]
    common = {
        "client_secret": "a secret of tests",
        "redirect_uris": [CALLBACK],
        "post_logout_redirect_uris": [f"{OURS}/sign-in"],
        "jwks": {"keys": public},
    }
    clients = [
        {
            "client_id": name_of(alg, enc),
            "id_token_encrypted_response_alg": alg,
            "id_token_encrypted_response_enc": enc,
        }
        for alg, enc in WAYS
    ]
    clients[2] |= {
        "userinfo_signed_response_alg": "RS256",
        "userinfo_encrypted_response_alg": "RSA-OAEP-256",
        "userinfo_encrypted_response_enc": "A256GCM",
    }
    with run_provider([{**client, **common} for client in [*clients, {"client_id": "plain"}]]) as provider:
        provider.set(account="nadia", acr=HIGH, people={"nadia": NADIA}, refuse=False, clockShift=0)
        yield provider


@pytest.fixture
def sign_in(enter, oidc, encrypting):
    def go(client_id, key_file):
        changes = {"issuer": encrypting.issuer, "client_id": client_id, "decryption_key_file": key_file}
        return enter(oidc.model_copy(update=changes)).go("/sign-in/start")

    return go


@pytest.mark.parametrize(("alg", "enc"), WAYS)
def test_an_encrypted_token_signs_in(sign_in, keys, alg, enc):
    one = keys / ("EC.pem" if alg.startswith("ECDH") else "RSA.pem")
    for file in (one, keys / "set.json"):
        assert "Nadia Peeters" in sign_in(name_of(alg, enc), file).text


@pytest.mark.parametrize("file", ["strange.pem", None])
def test_a_token_that_we_cannot_open_signs_nobody_in(sign_in, keys, file):
    answer = sign_in(name_of(*WAYS[2]), keys / file if file else None)
    assert (answer.status_code, code_of(answer)) == (403, "loginRefused")


def test_where_encryption_was_agreed_on_a_plain_token_is_refused(sign_in, keys):
    assert sign_in("plain", None).status_code == 200
    answer = sign_in("plain", keys / "RSA.pem")
    assert (answer.status_code, code_of(answer)) == (403, "loginRefused")


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ({"alg": "RSA1_5", "enc": "A256GCM"}, RSA),
        ({"alg": "RSA-OAEP", "enc": "A256GCM", "zip": "DEF"}, RSA),
    ],
)
def test_weak_ways_and_compressed_tokens_are_not_opened(keys, header, key):
    everything = ["RSA1_5", "RSA-OAEP", "A256GCM", "DEF"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        token = jwe.encrypt_compact(header, b"x" * 100, key, algorithms=everything)
    assert is_encrypted(token)
    with pytest.raises(JoseError):
        DecryptionKeys(keys / "RSA.pem").open(token)


def test_a_file_without_a_private_key_is_refused_at_the_start(oidc, tmp_path):
    for number, content in enumerate((RSA.as_pem(private=False).decode(), "rubbish", '{"keys": []}', "{")):
        file = tmp_path / f"{number}"
        file.write_text(content)
        with pytest.raises(ValueError, match="holds no private"):
            Provider(oidc.model_copy(update={"decryption_key_file": file}), OURS)


def test_the_public_halves_are_printed_for_the_provider(keys):
    printed = CliRunner().invoke(app, ["keys", "oidc", str(keys / "set.json")])
    shown = json.loads(printed.stdout)["keys"]
    assert {key["kid"] for key in shown} == {RSA.kid, EC.kid, STRANGE.kid}
    assert all(key["use"] == "enc" for key in shown)
    assert not any({"d", "p", "q"} & key.keys() for key in shown)
    refused = CliRunner().invoke(app, ["keys", "oidc", str(keys / "none.pem")])
    assert json.loads(refused.stderr)["error"]["code"] == "decryptionKeyUnusable"
    assert refused.exit_code == 1
