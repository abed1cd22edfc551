"""The Typer applications that the command modules register with."""

import typer

app = typer.Typer(
    name="belgianidpro", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
registry_app = typer.Typer(no_args_is_help=True, help="Make, import and search a registry of persons.")
app.add_typer(registry_app, name="registry")
mail_app = typer.Typer(no_args_is_help=True, help="Look at the outbox, and have refused mail tried again.")
app.add_typer(mail_app, name="mail")
