"""The command line `belgianidpro`: one module a command, imported when it runs, so that each starts fast."""

import typer

app = typer.Typer(
    name="belgianidpro", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


def main() -> None:
    """Console entry point."""
    app()
