"""The Typer applications that the command modules register with."""

import typer

app = typer.Typer(
    name="belgianidpro", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
registry_app = typer.Typer(no_args_is_help=True, help="Make, import and search a registry of persons.")
organisation_app = typer.Typer(
    no_args_is_help=True, help="Register organisations, invite their first people."
)
mail_app = typer.Typer(no_args_is_help=True, help="Look at the outbox, and have refused mail tried again.")
audit_app = typer.Typer(no_args_is_help=True, help="Check the log of looks and decisions.")
keys_app = typer.Typer(no_args_is_help=True, help="Replace the master key of the encrypted scans.")
request_app = typer.Typer(no_args_is_help=True, help="What is kept on a request.")
erase_app = typer.Typer(no_args_is_help=True, help="Erase what belongs to a request, and prove it.")
hold_app = typer.Typer(no_args_is_help=True, help="Keep a request from being erased.")
backup_app = typer.Typer(no_args_is_help=True, help="Back up and restore database, scans and keys.")
demo_app = typer.Typer(no_args_is_help=True, help="Fill the demonstration, to try it at its full size.")
for name, group in (
    ("request", request_app),
    ("erase", erase_app),
    ("hold", hold_app),
    ("backup", backup_app),
    ("registry", registry_app),
    ("organisation", organisation_app),
    ("mail", mail_app),
    ("audit", audit_app),
    ("keys", keys_app),
    ("demo", demo_app),
):
    app.add_typer(group, name=name)
