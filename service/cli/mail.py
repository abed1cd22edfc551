"""`mail status` and `mail retry`: what an operator sees and does about the outbox."""

import json

import typer

from service.cli.app import mail_app
from service.cli.database import coded_errors, open_database


@mail_app.command("status")
def show_status() -> None:
    """Prints how many mails wait, left and were given up, and why, as JSON. Nobody's address is in it."""
    from service.db import transaction
    from service.mail.service import mail_status

    with coded_errors(), open_database() as engine, transaction(engine) as session:
        found = mail_status(session)
        failures = [
            {
                "id": str(mail.id),
                "requestId": str(mail.request_id) if mail.request_id else None,
                "template": mail.template,
                "code": mail.failure_code,
                "attempts": mail.attempts,
                "failedAt": mail.failed_at.isoformat() if mail.failed_at else None,
            }
            for mail in found.failures
        ]
    counts = {
        "waiting": found.waiting,
        "retried": found.retried,
        "sent": found.sent,
        "failed": found.failed,
    }
    typer.echo(json.dumps({**counts, "failures": failures}))


@mail_app.command("retry")
def retry() -> None:
    """Has everything that was given up tried again: after the cause was mended."""
    from service.db import transaction
    from service.mail.service import retry_failed

    with coded_errors(), open_database() as engine, transaction(engine) as session:
        count = retry_failed(session)
    typer.echo(f"{count} mails will be tried again", err=True)
