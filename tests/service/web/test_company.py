"""The administrator's pages of notifications and webhooks, and everybody's profile."""

import re

import pytest
from sqlalchemy import select, text

from service.db import transaction
from service.mail.models import OutgoingMail
from service.organisations.addresses import MOST_A_DAY
from service.requests import service as requests
from service.webhooks.models import WebhookDelivery

NEW, MAILBOX = "an.new@janssens.invalid", "hr@janssens.invalid"
LINK = re.compile(r"/profile/email/[\w-]{43}")


@pytest.fixture
def as_person(client, sign_in):
    """Signs in; returns `post(path, **fields)`."""

    def make(actor):
        client.cookies.clear()
        form = sign_in(actor)
        client.cookies.set("belgianidpro_language", "en")
        return lambda path, **fields: client.post(path, data={**form, **fields})

    return make


@pytest.fixture
def outbox(services):
    def read() -> list[tuple[str, str]]:
        with transaction(services.engine) as session:
            mails = session.scalars(select(OutgoingMail).order_by(OutgoingMail.created_at)).all()
            return [(mail.template, mail.recipient) for mail in mails]

    return read


@pytest.fixture
def link(services):
    """The newest link that was sent."""

    def read() -> str:
        with transaction(services.engine) as session:
            query = select(OutgoingMail).where(OutgoingMail.template == "confirmEmail")
            mail = session.scalars(query.order_by(OutgoingMail.created_at.desc()).limit(1)).one()
            return mail.parameters["path"]

    return read


def test_language_and_mails_are_kept_and_hold_at_once(client, as_person, employer):
    post = as_person(employer)
    assert "Your profile" in client.get("/profile").text
    assert post("/profile", language="fr", news="mandatory").status_code == 303
    page = client.get("/profile?done=saved")
    assert "Votre profil" in page.text
    assert re.search(r'value="mandatory" checked', page.text)
    assert post("/profile", language="xx", news="all").status_code == 404


def test_a_new_address_holds_when_its_link_was_opened_by_who_asked(
    client, as_person, employer, administrator, outbox, link
):
    post = as_person(employer)
    assert post("/profile/email", email=f" {NEW.upper()} ").headers["location"] == "/profile?done=sent"
    assert outbox() == [("confirmEmail", NEW)]
    page = client.get("/profile").text
    assert "an@janssens.invalid" in page
    assert "Not confirmed yet:</p>" not in page
    assert NEW in page
    path = link()
    assert LINK.fullmatch(path)
    assert client.get(path).status_code == 200  # looking at it confirms nothing
    assert "Now:" in client.get("/profile").text
    assert as_person(administrator)(path).status_code == 404  # somebody else's
    post = as_person(employer)
    assert post(path).headers["location"] == "/profile?done=confirmed"
    assert post(path).status_code == 404  # used
    page = client.get("/profile").text
    assert NEW in page
    assert "an@janssens.invalid" not in page
    assert outbox()[-1] == ("emailChanged", "an@janssens.invalid")


def test_a_link_ends_after_a_day_and_its_place_in_the_table_is_a_digest(
    client, as_person, employer, link, services
):
    post = as_person(employer)
    post("/profile/email", email=NEW)
    with transaction(services.engine) as session:
        kept = session.execute(text("SELECT email_confirmation::text FROM email_confirmation")).scalar()
        assert link().rsplit("/", 1)[1] not in kept
        session.execute(text("UPDATE email_confirmation SET asked_at = asked_at - interval '25 hours'"))
    assert post(link()).status_code == 404
    assert NEW not in client.get("/profile").text


def test_wrong_taken_and_too_many_addresses_are_refused_with_words(client, as_person, employer, link):
    post = as_person(employer)
    assert "This is not an e-mail address." in post("/profile/email", email="an@").text
    post("/profile/email", email="bram@janssens.invalid")
    taken = post(link())
    assert taken.status_code == 409
    assert "Another account has this e-mail address." in taken.text
    assert 'data-code="addressTaken"' in taken.text
    assert 'data-code="linkNotValid"' in post(link().replace("email/", "email/x")).text
    assert "an@janssens.invalid" in client.get("/profile").text
    for _ in range(MOST_A_DAY):
        answer = post("/profile/email", email=NEW)
    assert (answer.status_code, 'data-code="tooManyLinks"' in answer.text) == (429, True)


def test_a_person_may_do_without_the_mails_that_ask_for_nothing(
    client, as_person, employer, sent, newcomer, outbox, working
):
    as_person(employer)("/profile", language="en", news="mandatory")
    view = sent(employer, newcomer)
    assert view.state == "numberAssigned"
    assert outbox() == []


@pytest.mark.parametrize(
    ("choice", "confirmed", "expected"),
    [
        ("requester", True, ["an@janssens.invalid"]),
        ("mailbox", True, [MAILBOX]),
        ("mailbox", False, ["an@janssens.invalid"]),
        ("both", True, ["an@janssens.invalid", MAILBOX]),
        ("mandatory", True, []),
    ],
)
def test_a_company_chooses_who_hears_of_each_step(
    choice, confirmed, expected, as_person, administrator, employer, sent, newcomer, outbox, link
):
    post = as_person(administrator)
    post("/organisation/notifications/mailbox", email=MAILBOX)
    if confirmed:
        assert post(link()).headers["location"] == "/profile?done=mailbox"
    assert post("/organisation/notifications", to=choice).status_code == 303
    sent(employer, newcomer)
    assert [who for template, who in outbox() if template == "numberAssigned"] == expected


def test_what_must_be_known_goes_to_the_requester_whatever_was_chosen(
    as_person, administrator, employer, drafted, newcomer, outbox, link, services, working, reviewer
):
    from service.reviews.service import ask_for_information

    post = as_person(administrator)
    post("/organisation/notifications/mailbox", email=MAILBOX)
    post(link())
    post("/organisation/notifications", to="mandatory")
    request_id = drafted(employer, newcomer, expiry="2020-01-01")
    with transaction(services.engine) as session:
        session.execute(
            text("UPDATE request SET state = 'underReview', submitted_at = now() WHERE id = :id"),
            {"id": request_id},
        )
    with working(reviewer) as work:
        version = requests.request_view(work, request_id).version
        ask_for_information(work, request_id, ["betterScan"], "", version)
    assert ("moreInformationNeeded", "an@janssens.invalid") in outbox()
    assert ("moreInformationNeeded", MAILBOX) not in outbox()
    post("/organisation/notifications/mailbox/drop")


def test_users_lead_to_their_requests(client, as_person, administrator, employer, drafted, newcomer):
    drafted(employer, newcomer)
    as_person(administrator)
    address = f"/requests?requester={employer.account_id}"
    assert f'href="{address}">1<' in client.get("/organisation/users").text
    assert "1 request" in client.get(address).text


def test_a_webhook_is_made_tried_renewed_and_switched_off(client, as_person, administrator, services):
    post = as_person(administrator)
    refused = post("/organisation/webhooks", url="http://localhost/")
    assert refused.status_code == 400
    assert 'class="govuk-error-summary"' in refused.text
    made = post("/organisation/webhooks", url="https://hooks.example.com/bis")
    secret = re.search(r'id="secret">([^<]+)<', made.text)[1]
    page = client.get("/organisation/webhooks").text
    assert "https://hooks.example.com/bis" in page
    path = re.search(r"/organisation/webhooks/[0-9a-f-]{36}", page)[0]
    assert secret not in client.get(path).text
    renewed = re.search(r'id="secret">([^<]+)<', post(f"{path}/rotate").text)[1]
    assert renewed != secret
    post(f"{path}/ping")
    assert "Test message" in client.get(path).text
    with transaction(services.engine) as session:
        message = session.scalars(select(WebhookDelivery)).one()
        message.state, message.last_error, message.last_status = "parked", "statusNotAccepted", 500
        message_id = message.id
    page = client.get(path).text
    assert "The server refused the message. (500)" in re.sub(r"<[^>]+>", "", page)
    assert post(f"{path}/deliveries/{message_id}/again").status_code == 303
    assert "Being sent" in client.get(path).text
    post(f"{path}/disable")
    assert "Switched off" in client.get(path).text
    assert f"{path}/ping" not in client.get(path).text


def test_an_employer_manages_neither_notifications_nor_webhooks(client, as_person, employer):
    post = as_person(employer)
    for path in ("/organisation/notifications", "/organisation/webhooks"):
        assert client.get(path).status_code == 403
        assert post(path, to="both", url="https://hooks.example.com/").status_code == 403
