"""Calling every route there is: what stands in its path, its body, and who calls."""

import re
from dataclasses import dataclass
from uuid import UUID

from pydantic.alias_generators import to_snake

from service.auth.models import SignInSession
from service.auth.service import COOKIE, csrf_token, sign_in_demo, user_of_cookie
from service.db import transaction
from service.route_table import Row
from tests.rubbish import jpeg

VALUES = {
    "page": "0",
    "number": "1",
    "field": "familyName",
    "sample": "passport-known",
    "file": "passport-known.jpg",
    "code": "nl",
    "language": "nl",
    "path": "portal.css",
    "token": "0",
}
"""What stands in a path beside ids."""
BODIES = {
    "/requests/new/sample": {"sample": "passport-known"},
    "/requests/{request_id}/scan/sample": {"sample": "passport-known"},
    "/requests/{request_id}/scan/pages/{page_id}/move": {"direction": "up"},
}
FILES = {
    "/requests/{request_id}/scan/pages",
    "/requests/{request_id}/scan/pages/{page_id}/replace",
}
"""Fields and files without which a form is refused before its object is looked for.

The API's bodies are the examples of its description.
"""
PARAMETER = re.compile(r"\{(\w+)\}")


def names_in(path: str) -> list[str]:
    """The parameters of a path, by one name each: `requestId` of the API is `request_id` of the portal."""
    return [to_snake(name) for name in PARAMETER.findall(path)]


def ids_in(path: str) -> list[str]:
    """Those that are ids."""
    return [name for name in names_in(path) if name.endswith("_id")]


@dataclass
class Visitor:
    """Calls routes, signed in where there is an account, anew after whatever may have ended the session."""

    client: object
    account_id: UUID | None = None
    acting: tuple[UUID, UUID | None] | None = None
    """Access and mandate to act with, where the person has several."""
    signed_in: dict[str, str] | None = None
    """The headers of the open session, as long as nothing but GET was called in it."""

    def call(self, row: Row, ids: dict[str, UUID]):
        values = {**VALUES, **{name: str(value) for name, value in ids.items()}}
        unknown = [name for name in names_in(row.path) if name not in values]
        assert unknown == [], f"say in VALUES or make_objects what {unknown} of {row.path} stands for"
        path = PARAMETER.sub(lambda found: values[to_snake(found[1])], row.path)
        headers = self.signed_in or self._sign_in()
        self.signed_in = headers if row.method == "GET" else None
        return self.client.request(
            row.method,
            path,
            headers={"If-Match": "*", **headers},
            data=BODIES.get(row.path),
            json=self._example(row),
            files=[("files", ("a.jpg", jpeg()))] if row.path in FILES else None,
        )

    def _example(self, row: Row) -> object:
        """The first example of the API's description, for a route that takes JSON."""
        operation = self.client.app.openapi()["paths"].get(row.path, {}).get(row.method.lower(), {})
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        return next((example["value"] for example in body.get("examples", {}).values()), None)

    def _sign_in(self) -> dict[str, str]:
        self.client.cookies.clear()
        if self.account_id is None:
            return {}
        services = self.client.app.state.services
        cookie = sign_in_demo(services, self.account_id)
        self.client.cookies.set(COOKIE, cookie)
        with transaction(services.engine) as session:
            user = user_of_cookie(services, session, cookie)
            if self.acting:
                known = session.get_one(SignInSession, user.session_id)
                known.access_id, known.mandate_id = self.acting
        return {"X-CSRF-Token": csrf_token(services, user)}
