"""The Typer applications that the command modules register with."""

import typer

app = typer.Typer(
    name="belgianidpro", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
registry_app = typer.Typer(no_args_is_help=True, help="Make, import and search a registry of persons.")
app.add_typer(registry_app, name="registry")
organisation_app = typer.Typer(
    no_args_is_help=True, help="Register organisations, invite their first people."
)
app.add_typer(organisation_app, name="organisation")
