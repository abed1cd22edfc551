"""Open redirects, header injection and forged hosts: a link to us that leads elsewhere, a value with a line
break that becomes a header or a second answer, a Host of the attacker's that ends up in links and mails."""

from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from service.app import create_app
from service.db import now, transaction
from service.mail.message import compose
from service.mail.models import OutgoingMail
from service.requests import service as requests
from service.settings import Settings
from service.web.paths import own_path
from tests.attack.conftest import BASE, code_of

ELSEWHERE = [
    "//evil.invalid",
    "///evil.invalid",
    "https://evil.invalid",
    "https:evil.invalid",
    "http:///evil.invalid",
    "/\\evil.invalid",
    "\\\\evil.invalid",
    "/\t/evil.invalid",
    "/\n/evil.invalid",
    "\t//evil.invalid",
    " //evil.invalid",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.invalid",
    "@evil.invalid",
    ".evil.invalid",
    "",
    "/a\r\nSet-Cookie: x=y",
    "/\u2028/evil.invalid",
    "/\u00a0/evil.invalid",
    "/" + "x" * 501,
]


def stays_here(place: str) -> bool:
    """Whether a browser that is at BASE would go to us."""
    return urlsplit(urljoin(BASE, place)).netloc == urlsplit(BASE).netloc


def test_nobody_is_led_to_another_site(client, employer):
    for path in ELSEWHERE:
        assert own_path(path) == "/", path
        form = {"account": str(employer.account_id), "next": path}
        for answer in (
            client.get("/language/nl", params={"next": path}),
            client.post("/sign-in", data=form),
        ):
            assert answer.status_code == 303
            assert stays_here(answer.headers["location"]), path
            assert "x=y" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("path", ["/requests", "/requests/new?a=b", "/a//b", "/a@b", "/%0d%0aSet-Cookie:x"])
def test_a_path_of_ours_stays(path):
    assert own_path(path) == path
    assert stays_here(path)


def test_the_way_to_the_sign_in_page_leads_nowhere_else(client):
    for path in (
        "//evil.invalid/requests",
        "/requests/%0d%0aSet-Cookie:%20x=y",
        "/requests//evil.invalid",
        "/%5cevil",
    ):
        answer = client.get(path)
        assert stays_here(answer.headers.get("location", "/")), path
        assert "x=y" not in answer.headers.get("set-cookie", "")


def test_a_trace_id_that_is_none_is_not_sent_back(client):
    for value in ("a\r\nX-Evil: 1", "a\nb", "x" * 65, "", "é", "a b"):
        answer = client.get("/health", headers={"BelGov-Trace-Id": value.encode()})
        assert answer.headers["BelGov-Trace-Id"] != value
        assert "x-evil" not in answer.headers


HOSTS = [
    "evil.invalid",
    "127.0.0.1.evil.invalid",
    "evil.invalid:8000",
    "127.0.0.1:8000@evil.invalid",
    "127.0.0.1:8000:80",
    "127.0.0.1:",
    "127.0.0.1:port",
    "",
    "[::1]",
    "localhost.",
    "2130706433",
]


def test_a_host_that_is_not_ours_is_refused(client):
    """DNS rebinding, poisoned links: nothing is answered but the refusal."""
    for host in HOSTS:
        answer = client.get("/sign-in", headers={"Host": host})
        assert (answer.status_code, code_of(answer)) == (400, "hostRefused"), host


def test_no_header_of_a_proxy_changes_where_we_say_we_are(settings):
    """X-Forwarded-Host is asked nowhere: links in mails and answers come from the settings."""
    real = settings.model_copy(update={"demo": False, "public_url": "https://127.0.0.1:8000"})
    forged = dict.fromkeys(("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL"), "evil.invalid")
    with TestClient(create_app(real), base_url=BASE, follow_redirects=False) as client:
        for path in ("/", "/requests", "/requests/", "/sign-in", "/openapi.json", "/v1/requests/"):
            answer = client.get(path, headers=forged)
            assert "evil.invalid" not in answer.text + str(answer.headers)


RECIPIENTS = [
    "a@b.invalid\r\nBcc: all@evil.invalid",
    "a@b.invalid\nX-Evil: y",
    "a@b.invalid, c@d.invalid",
    "everybody: a@b.invalid, c@d.invalid;",
]


@pytest.mark.parametrize("recipient", RECIPIENTS)
def test_an_address_adds_no_header_and_no_recipient_to_a_mail(recipient):
    mail = OutgoingMail(
        id=uuid4(),
        template="underReview",
        recipient=recipient,
        language="nl",
        parameters={},
        created_at=now(),
    )
    with pytest.raises(ValueError):  # noqa: PT011 - of several kinds; the outbox knows it as this
        compose(mail, Settings())


def test_such_an_address_is_refused_where_it_is_entered(drafted, working, employer, newcomer):
    request_id = drafted(employer, newcomer)
    for recipient in (*RECIPIENTS, "a@b.invalid; c@d.invalid", "a@b.invalid\u2028Bcc: c@d.invalid"):
        with working(employer) as work:
            requests.save_email(work, request_id, recipient)
            found = [issue.name for issue in requests.check_request(work, request_id)]
        assert found == ["email"], recipient


def test_nothing_that_people_type_stands_in_a_mail(settings, sent, employer, newcomer, services):
    """Subjects are ours alone; names, dates and numbers stand in no mail at all."""
    view = sent(employer, newcomer)
    with transaction(services.engine) as session:
        mails = [bytes(compose(mail, settings)) for mail in session.scalars(select(OutgoingMail))]
    assert mails
    for value in (*newcomer.names[0].family_name.split(), newcomer.birth_date, view.ssin):
        assert all(value.encode() not in content for content in mails)
