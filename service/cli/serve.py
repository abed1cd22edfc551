"""`serve`, `web` and `worker`: the processes of the service."""

from typing import TYPE_CHECKING

import typer

from service.cli.app import app
from service.cli.database import coded_errors

if TYPE_CHECKING:
    from service.settings import Settings


@app.command()
def serve(
    host: str | None = typer.Option(None, help="Address to listen on; the demonstration stays on loopback."),
    port: int | None = typer.Option(None, help="Port to listen on."),
    persons: int | None = typer.Option(None, help="Size of the demonstration's registry."),
) -> None:
    """Everything in one: database, web process, worker process and sweeper, with demonstration data."""
    from service.supervisor import Supervisor

    with coded_errors():
        Supervisor(_settings(host, port, persons)).run()


@app.command()
def web(
    host: str | None = typer.Option(None, help="Address to listen on."),
    port: int | None = typer.Option(None, help="Port to listen on."),
) -> None:
    """The web process alone."""
    from service.processes import run_web

    with coded_errors():
        run_web(_settings(host, port, None))


@app.command()
def worker() -> None:
    """The worker process alone; as many machines as are needed may run it, and one at least runs `beat`."""
    from service.processes import run_worker_process

    run_worker_process(_settings(None, None, None))


@app.command()
def beat() -> None:
    """The sweeper alone: publishes lost jobs again, sends mail, expires requests. Several do no harm."""
    from service.processes import run_beat

    run_beat(_settings(None, None, None))


def _settings(host: str | None, port: int | None, persons: int | None) -> "Settings":
    from service.settings import load_settings

    given = {"host": host, "port": port, "demo_persons": persons}
    return load_settings().model_copy(
        update={name: value for name, value in given.items() if value is not None}
    )
