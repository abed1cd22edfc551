"""`keys oidc`: what the identity provider needs to encrypt ID tokens for us."""

import json
from pathlib import Path
from typing import Annotated

import typer

from service.cli.app import keys_app
from service.cli.database import coded_errors


@keys_app.command("oidc")
def show_public_keys(
    file: Annotated[Path, typer.Argument(help="The decryption key: PEM, a JWK or a JWK set.")],
) -> None:
    """Prints the public halves of the keys that ID tokens are encrypted for, as a JWK set."""
    from service.auth.oidc.decryption import DecryptionKeys
    from service.auth.oidc.errors import DecryptionKeyUnusable

    with coded_errors():
        try:
            keys = DecryptionKeys(file)
        except (OSError, ValueError) as error:
            raise DecryptionKeyUnusable from error
    typer.echo(json.dumps(keys.published.as_dict()))
