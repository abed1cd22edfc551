"""Which role may call which route: `python -m service.route_table` prints the table of docs/routes.md.

`--update` writes it there. The rights come from the routes themselves (`service.auth.dependencies.Needs`).
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from service.auth.dependencies import Needs, NeedsCaller, signed_in_user
from service.auth.permissions import PERMISSIONS, Permission, Role

TABLE = Path(__file__).parents[1] / "docs" / "routes.md"
PUBLIC = {
    "GET /": "leads to the sign-in page or to where the person's work is",
    "GET /health": "load balancers ask it; it tells of nobody",
    "GET /openapi.json": "the description of the API, the same for everybody",
    "GET /static/{path}": "stylesheet, scripts and icon",
    "GET /language/{code}": "sets a cookie of the visitor's own",
    "GET /privacy": "the notice to workers, who have no account",
    "GET /sign-in": "where everybody begins",
    "POST /sign-in": "the demonstration's sign-in, refused elsewhere",
    "GET /sign-in/start": "sends the visitor to the identity provider",
    "GET /sign-in/callback": "comes back from it, with proof of its own",
}
"""What nobody needs a right for, each with the reason."""
ANYBODY = "signed in"
HEADER = """# Who may call what

Made by `python -m service.route_table --update`; a test fails when it is stale, and calls every route with
every role. A right is named by the route (`service/auth/permissions.py` says which roles have it); under a
mandate everybody is an employer, and no token manages an organisation. Objects of another company are
answered with 404, like what does not exist.

"""


class RouteWithoutRight(Exception):
    """A route names no permission and is not on the list of public ones."""


@dataclass(frozen=True)
class Row:
    """One route. `permission` is None for public routes, whose `reason` is given."""

    method: str
    path: str
    permission: Permission | None = None
    signed_in: bool = False
    reason: str = ""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who may call it, of those who are signed in."""
        return tuple(
            role for role, has in PERMISSIONS.items() if self.permission is None or self.permission in has
        )


def list_routes(app: FastAPI) -> list[Row]:
    """Every route of the application by path and method. Raises RouteWithoutRight."""
    return sorted(_rows(app), key=lambda row: (row.path, row.method))


def draw_table(rows: list[Row]) -> str:
    """The table in Markdown."""
    lines = ["| method | path | right | roles |", "|---|---|---|---|"]
    for row in rows:
        if row.permission:
            right, roles = f"`{row.permission}`", ", ".join(row.roles)
        elif row.signed_in:
            right, roles = ANYBODY, "all, also before an organisation is chosen"
        else:
            right, roles = "public", row.reason
        lines.append(f"| {row.method} | `{row.path}` | {right} | {roles} |")
    return HEADER + "\n".join(lines) + "\n"


def _rows(app: FastAPI) -> Iterator[Row]:
    for found in iter_route_contexts(app.routes):
        route = found.original_route
        dependant: Dependant | None = found.dependant if isinstance(route, APIRoute) else None
        methods = getattr(route, "methods", None) or {"GET"}  # a folder of files has none
        for method in sorted(methods - {"HEAD"}):
            yield _row(method, str(found.path_format), dependant)


def _row(method: str, path: str, dependant: Dependant | None) -> Row:
    calls = [*_calls(dependant)] if dependant else []
    for call in calls:
        if isinstance(call, Needs | NeedsCaller):
            return Row(method, path, call.permission)
    if signed_in_user in calls:
        return Row(method, path, signed_in=True)
    if f"{method} {path}" not in PUBLIC:
        raise RouteWithoutRight(f"{method} {path}")
    return Row(method, path, reason=PUBLIC[f"{method} {path}"])


def _calls(dependant: Dependant) -> Iterator[object]:
    """Everything that the route depends on, however deep."""
    for part in dependant.dependencies:
        yield part.call
        yield from _calls(part)


def main() -> None:
    """Prints or writes the table; needs no database."""
    from service.app import create_app  # noqa: PLC0415 - the whole application
    from service.settings import Settings  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(DATABASE_URL="postgresql://nowhere/none", data_dir=Path(folder))
        table = draw_table(list_routes(create_app(settings)))
    if "--update" in sys.argv:
        TABLE.write_text(table, encoding="utf-8")
    else:
        sys.stdout.write(table)


if __name__ == "__main__":
    main()
