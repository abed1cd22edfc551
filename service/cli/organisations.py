"""`organisation add` and `invite`: how the operator lets the first people of an organisation in."""

import json
from typing import cast

import typer

from service.cli.app import organisation_app
from service.cli.database import coded_errors, open_database


@organisation_app.command("add")
def add(
    number: str = typer.Argument(help="The enterprise number, ten digits."),
    name: str = typer.Argument(help="The name that people see."),
    kind: str = typer.Option("employer", help="employer, serviceProvider or office."),
) -> None:
    """Registers an organisation, and prints its id as JSON."""
    from service.auth.permissions import ASSIGNABLE
    from service.db import transaction
    from service.organisations.invitations import register_organisation
    from service.organisations.models import OrganisationKind

    if kind not in ASSIGNABLE:
        raise typer.BadParameter(f"--kind is one of {', '.join(ASSIGNABLE)}")
    with coded_errors(), open_database() as engine, transaction(engine) as session:
        added = register_organisation(session, number, name, cast(OrganisationKind, kind))
        typer.echo(json.dumps({"id": str(added.id)}))


@organisation_app.command("invite")
def invite(
    number: str = typer.Argument(help="The organisation's enterprise number."),
    email: str = typer.Argument(help="The person's address, as the identity provider will say it."),
    role: str = typer.Option("companyAdmin", help="A role that exists in that kind of organisation."),
) -> None:
    """Expects a person, who gets the role by signing in; prints until when as JSON."""
    from service.db import transaction
    from service.organisations.errors import OrganisationUnknown
    from service.organisations.invitations import open_invitation
    from service.organisations.service import find_organisation
    from service.settings import load_settings

    with coded_errors(), open_database() as engine, transaction(engine) as session:
        organisation = find_organisation(session, number)
        if organisation is None:
            raise OrganisationUnknown
        days = load_settings().invitation_days
        invitation = open_invitation(session, organisation, email, role, days, None)
        typer.echo(json.dumps({"expiresAt": invitation.expires_at.isoformat()}))
