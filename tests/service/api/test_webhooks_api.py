"""A company's webhooks over the API. What is sent stands in `tests/service/webhooks`."""

from uuid import UUID, uuid4

import pytest

from service.db import transaction
from service.organisations.models import Access
from service.webhooks.models import WebhookDelivery
from service.webhooks.service import MOST_WEBHOOKS
from tests.service.api.conftest import issues_of

URL = "/v1/webhooks"
WANTED = {"url": "https://hooks.invalid/numbers"}


@pytest.fixture
def made(as_administrator):
    return as_administrator.post(URL, json=WANTED).json()


def test_the_secret_is_shown_when_a_webhook_is_made_and_when_it_is_rotated(as_administrator):
    made = as_administrator.post(URL, json=WANTED)
    assert (made.status_code, made.headers["location"]) == (201, made.json()["href"])
    href, secret = made.json()["href"], made.json()["secret"]
    rotated = as_administrator.post(href + "/rotateSecret").json()
    assert rotated["secret"] != secret
    assert rotated["keyIds"][1:] == made.json()["keyIds"]
    shown = as_administrator.get(href).json()
    assert shown == {name: value for name, value in rotated.items() if name != "secret"}
    assert as_administrator.get(URL).json()["items"] == [shown]


def test_webhooks_come_page_by_page(as_administrator):
    hrefs = [as_administrator.post(URL, json=WANTED).json()["href"] for _ in range(3)]
    first = as_administrator.get(URL, params={"pageSize": 2}).json()
    assert (first["total"], [item["href"] for item in first["items"]]) == (3, hrefs[:2])
    second = as_administrator.get(first["next"]).json()
    assert [item["href"] for item in second["items"]] == hrefs[2:]
    assert "next" not in second


def test_one_key_makes_one_webhook_and_shows_its_secret_again(as_administrator):
    first, again = (
        as_administrator.post(URL, json=WANTED, headers={"Idempotency-Key": "hook-1"}) for _ in range(2)
    )
    assert first.json() == again.json()
    assert as_administrator.get(URL).json()["total"] == 1


def test_messages_come_page_by_page_and_lead_to_their_request(as_administrator, made, sent, employer, known):
    view = sent(employer, known)
    ping = as_administrator.post(made["href"] + "/ping")
    assert (ping.status_code, ping.json()["type"]) == (202, "ping")
    assert "requestHref" not in ping.json()
    first = as_administrator.get(made["href"] + "/deliveries", params={"pageSize": 3}).json()
    assert (first["total"], first["items"][0]["href"]) == (4, ping.headers["location"])
    assert {item.get("requestHref") for item in first["items"][1:]} == {f"/v1/requests/{view.id}"}
    oldest = as_administrator.get(first["next"]).json()["items"]
    assert [item["toState"] for item in oldest] == ["submitted"]
    assert as_administrator.get(oldest[0]["href"]).json() == oldest[0]


def test_only_a_parked_message_is_sent_again(as_administrator, made, services):
    ping = as_administrator.post(made["href"] + "/ping").json()
    early = as_administrator.post(ping["href"] + "/sendAgain")
    assert (early.status_code, early.json()["code"]) == (409, "messageNotParked")
    with transaction(services.engine) as session:
        session.get_one(WebhookDelivery, UUID(ping["id"])).state = "parked"
    again = as_administrator.post(ping["href"] + "/sendAgain")
    assert (again.status_code, again.json()["state"]) == (202, "queued")
    assert (again.headers["location"], again.json()["id"]) == (ping["href"], ping["id"])


def test_a_webhook_that_is_switched_off_stays_and_sends_nothing(as_administrator, made):
    assert as_administrator.post(made["href"] + "/disable").json()["isDisabled"] is True
    assert as_administrator.get(URL).json()["items"][0]["isDisabled"] is True
    late = as_administrator.post(made["href"] + "/ping")
    assert (late.status_code, late.json()["code"]) == (409, "webhookDisabled")


def test_a_company_has_so_many_webhooks_and_one_switched_off_does_not_count(as_administrator):
    first, *_ = (as_administrator.post(URL, json=WANTED).json() for _ in range(MOST_WEBHOOKS))
    late = as_administrator.post(URL, json=WANTED)
    assert (late.status_code, late.json()["code"]) == (409, "tooManyWebhooks")
    as_administrator.post(first["href"] + "/disable")
    assert as_administrator.post(URL, json=WANTED).status_code == 201


def test_what_is_not_known_or_leads_inside_is_refused(as_administrator):
    unknown = as_administrator.post(URL, json=WANTED | {"events": ["all"]})
    assert issues_of(unknown) == [("unknownInput", "body", "events")]
    inside = as_administrator.post(URL, json={"url": "https://10.0.0.1/"})
    assert (inside.status_code, inside.json()["code"]) == (400, "webhookUrlRefused")
    color = as_administrator.get(URL, params={"color": "red"})
    assert issues_of(color) == [("unknownInput", "query", "color")]


def test_a_program_keeps_webhooks_and_lets_nobody_into_the_company(as_administrator, as_employer, made):
    assert as_administrator.get(made["href"]).status_code == 200
    assert as_administrator.get("/organisation/users").status_code == 403
    assert as_employer.get(made["href"]).json()["code"] == "missingPermission"


def test_a_company_never_sees_anothers_webhooks(calling, stranger, made, as_administrator, services):
    ping = as_administrator.post(made["href"] + "/ping").json()
    with transaction(services.engine) as session:
        session.get_one(Access, stranger.access_id).role = "companyAdmin"
    outsider = calling(stranger)
    assert outsider.get(URL).json()["total"] == 0
    for href in (made["href"], ping["href"]):
        assert outsider.get(href).json()["code"] == "resourceNotFound"
    mine = as_administrator.post(URL, json=WANTED).json()
    foreign = ping["href"].replace(made["id"], mine["id"])
    assert as_administrator.get(foreign).status_code == 404
    assert as_administrator.get(f"{URL}/{uuid4()}").status_code == 404
