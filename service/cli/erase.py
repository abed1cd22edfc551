"""`erase` and `hold`: erasing what belongs to a request, proving it, and keeping it from being erased."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, get_args
from uuid import UUID

import typer

from service.cli.app import erase_app, hold_app
from service.cli.database import coded_errors, open_services

if TYPE_CHECKING:
    from service.context import Services, Work


@erase_app.command("request")
def erase_one(
    request_id: UUID, reason: str = typer.Option("dataSubject", help="A code for the log.")
) -> None:
    """Destroys the keys of a request and of its scans, and everything that was sealed under them."""
    from service.erasure.proof import prove_erasure
    from service.erasure.service import erase_request

    with coded_errors(), open_services() as services:
        erase_request(services, request_id, reason[:40])
        proof = prove_erasure(services, request_id)
    typer.echo(json.dumps(proof.as_dict()))
    raise typer.Exit(0 if proof.erased else 1)


@erase_app.command("prove")
def prove(request_id: UUID) -> None:
    """Looks for what is left of a request and prints it as JSON; exit status 1 when anything is."""
    from service.erasure.proof import prove_erasure

    with coded_errors(), open_services() as services:
        proof = prove_erasure(services, request_id)
    typer.echo(json.dumps(proof.as_dict()))
    raise typer.Exit(0 if proof.erased else 1)


@erase_app.command("replay")
def replay() -> None:
    """Erases anew what a backup brought back, by the list of destroyed keys."""
    from service.erasure.replay import replay_erasures

    with coded_errors(), open_services() as services:
        count = replay_erasures(services)
    typer.echo(f"{count} requests and uploads erased anew", err=True)


@erase_app.command("overdue")
def overdue() -> None:
    """Erases what is older than its days, until nothing is left to erase; prints the counts as JSON."""
    from service.erasure.retention import retain

    total: dict[str, int] = {}
    with coded_errors(), open_services() as services:
        while counts := retain(services):
            for kind, count in counts.items():
                total[kind] = total.get(kind, 0) + count
    typer.echo(json.dumps(total))


@hold_app.command("place")
def place(
    request_id: UUID,
    by: str = typer.Option(help="E-mail address of a senior reviewer or auditor."),
    reason: str = typer.Option(help="litigation, inspection, fraudInquiry, complaint or otherAuthority."),
    reference: str = typer.Option("", help="The file's number at whoever asked for it; no name."),
    until: datetime | None = typer.Option(None, help="The moment (UTC) at which it ends by itself."),
) -> None:
    """Has nothing of a request erased until the hold is lifted."""
    from datetime import UTC

    from service.erasure.holds import HoldReason, place_hold

    code: HoldReason | None = next((one for one in get_args(HoldReason) if one == reason), None)
    if code is None:
        raise typer.BadParameter(", ".join(get_args(HoldReason)), param_hint="--reason")
    ends = until.replace(tzinfo=UTC) if until else None
    with coded_errors(), open_services() as services, _acting(services, by) as work:
        hold_id = place_hold(work, request_id, code, reference, ends)
    typer.echo(json.dumps({"hold": str(hold_id)}))


@hold_app.command("lift")
def lift(request_id: UUID, by: str = typer.Option(help="E-mail address of who lifts it.")) -> None:
    """Ends every hold on a request."""
    from service.erasure.holds import lift_hold

    with coded_errors(), open_services() as services, _acting(services, by) as work:
        count = lift_hold(work, request_id)
    typer.echo(f"{count} holds lifted", err=True)


@contextmanager
def _acting(services: "Services", email: str) -> "Iterator[Work]":
    """A use case of the account with this address, in the first of its roles that may manage holds."""
    from sqlalchemy import select

    from service.auth.acting import find_actor, list_ways, make_user
    from service.context import Work
    from service.db import transaction
    from service.errors import MissingPermission
    from service.organisations.models import Account

    with transaction(services.engine) as session:
        account = session.scalar(select(Account).where(Account.email == email))
        ways = list_ways(session, account.id) if account else []
        actors = [
            find_actor(session, make_user(account), way.access_id, way.mandate_id) for way in ways if account
        ]
        chosen = next((actor for actor in actors if actor is not None and actor.may("hold:manage")), None)
        if chosen is None:
            raise MissingPermission
        yield Work(services, session, chosen)
