"""Script injection and framing: what somebody entered, or a page around ours, wants to run in the portal.

Every page carries a policy that lets no inline script or style run, and holds none itself; what people enter
comes out as text.
"""

from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.auth.permissions import PERMISSIONS
from service.auth.service import demo_accounts
from service.middleware import SECURITY_HEADERS
from service.requests import service as requests
from service.route_table import list_routes
from tests.attack.conftest import BASE
from tests.service.objects import make_objects
from tests.service.visiting import Visitor

FORBIDDEN = {"style", "base", "iframe", "object", "embed", "applet"}
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


class Found(HTMLParser):
    """What a page holds that the policy forbids, and its forms."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.forms: list[dict[str, object]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in FORBIDDEN or (tag == "script" and not (given.get("src") or "").startswith("/static/")):
            self.wrong.append(tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.wrong.append(f"{tag} {name}")
            if name in {"href", "src", "action"} and (value or "").strip().lower().startswith(
                ("javascript:", "vbscript:", "data:text")
            ):
                self.wrong.append(f"{tag} {value}")
            if name in {"src", "action"} and not (value or "/").startswith(("/", "data:image/")):
                self.wrong.append(f"{tag} {value}")
        if tag == "form":
            self.forms.append(
                {"method": given.get("method", "get"), "action": given.get("action"), "names": []}
            )
        if tag == "input" and self.forms:
            self.forms[-1]["names"].append(given.get("name"))


@pytest.mark.parametrize("role", [*PERMISSIONS])
def test_no_page_holds_what_the_policy_forbids(role, client, services, employer):
    account = next(one for one in demo_accounts(services) if one.role == role)
    visitor, own = Visitor(client, account.id), make_objects(services, employer)
    seen = 0
    for row in list_routes(client.app):
        if row.method != "GET" or (role not in row.roles and not row.reason):
            continue
        answer = visitor.call(row, own)
        for name, value in SECURITY_HEADERS.items():
            assert answer.headers[name] == value, row.path
        if answer.headers.get("content-type", "").startswith("text/html"):
            found, seen = Found(answer.text), seen + 1
            assert found.wrong == [], row.path
            for form in found.forms:
                if form["method"] == "post" and form["action"] != "/sign-in":
                    assert "csrfToken" in form["names"], (row.path, form)
    assert seen >= 3


def test_the_policy_lets_nothing_inline_run():
    policy = dict(
        part.strip().split(" ", 1) for part in SECURITY_HEADERS["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    for directive in ("script-src", "style-src", "connect-src", "form-action"):
        assert policy[directive] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in SECURITY_HEADERS["Content-Security-Policy"]


def test_over_https_browsers_stay_there(settings):
    """Nobody in the network gets the first call of the day over plain HTTP."""
    for public_url, stays in (("https://127.0.0.1:8000", True), ("http://127.0.0.1:8000", False)):
        app = create_app(settings.model_copy(update={"public_url": public_url}))
        with TestClient(app, base_url=BASE) as client:
            kept = client.get("/sign-in").headers.get("Strict-Transport-Security", "")
        assert ("max-age=31536000" in kept) is stays


def test_what_people_enter_comes_out_as_text(
    drafted, working, employer, reviewer, newcomer, browser_of, addresses
):
    """Stored: the employer enters it, the reviewer opens the case."""
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        view = requests.request_view(work, request_id)
        person = view.person.model_copy(update={"family_name": EVIL, "place_of_birth": EVIL})
        requests.save_person(work, request_id, person, view.document)
        residence = addresses.residence_address.model_copy(update={"municipality_name": EVIL})
        requests.save_addresses(
            work, request_id, addresses.model_copy(update={"residence_address": residence})
        )
        requests.submit_request(work, request_id)
    own, other = browser_of(employer), browser_of(reviewer)
    pages = [own.get("/requests"), own.get(f"/requests/{request_id}"), other.get("/reviews")]
    pages.append(other.get(f"/reviews/{request_id}"))
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "&lt;script&gt;alert" in page.text
        assert "{{7*7}}" in page.text
        assert Found(page.text).wrong == []


def test_what_stands_in_an_address_comes_out_as_text(browser_of, employer):
    """Reflected: the victim follows a link."""
    browser = browser_of(employer)
    for path in ("/language/nl?next=", "/sign-in?next=", "/organisations?next=", "/requests?sort=", "/no/"):
        answer = browser.get(path + "%22%27%3E%3Cscript%3Ealert(1)%3C/script%3E")
        assert "<script>alert" not in answer.text, path
        assert answer.status_code < 500, path


def test_a_file_name_is_no_markup(browser_of, employer):
    answer = browser_of(employer).post(
        "/requests/new/upload", files=[("files", ('"><script>alert(1)</script>.jpg', b"no picture"))]
    )
    assert "<script>alert" not in answer.text
    assert Found(answer.text).wrong == []
