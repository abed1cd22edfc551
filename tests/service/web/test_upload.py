"""The upload page over HTTP: with scripts and without, and to whom it shows a picture."""

import re

import pytest

from service.languages import LANGUAGES
from service.middleware import SECURITY_HEADERS
from tests.rubbish import jpeg

START = "/requests/new/upload"
HTMX = {"HX-Request": "true"}
RUBBISH = ("files", ("notes.jpg", b"no picture at all"))


@pytest.fixture
def form(sign_in, employer):
    return sign_in(employer)


def photo(name: str = "front.jpg"):
    return ("files", (name, jpeg()))


def test_a_plain_form_leads_to_the_page_with_the_picture(client, form):
    answer = client.post(START, data=form, files=[photo()])
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert "front.jpg" in page.text
    address = re.search(r'src="(/scans/[^"]+/uploaded/[^"]+\.jpg)[^"]*"', page.text).group(1)
    shown = client.get(address)
    assert shown.content.startswith(b"\xff\xd8\xff")
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["content-security-policy"] == SECURITY_HEADERS["Content-Security-Policy"]


def test_a_script_gets_the_piece_and_the_address_of_the_request(client, form):
    answer = client.post(START, data=form, files=[photo()], headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="scan"')
    address = answer.headers["hx-replace-url"]
    more = client.post(f"{address}/pages", data=form, files=[photo("back.jpg")], headers=HTMX)
    assert [more.text.count(name) > 0 for name in ("front.jpg", "back.jpg")] == [True, True]
    page_id = re.search(r"/pages/([0-9a-f-]{36})/replace", more.text).group(1)
    changed = client.post(
        f"{address}/pages/{page_id}/replace", data=form, files=[photo("sharper.jpg")], headers=HTMX
    )
    assert "front.jpg" not in changed.text
    assert changed.text.index("sharper.jpg") < changed.text.index("back.jpg")
    page_id = re.search(r"/pages/([0-9a-f-]{36})/remove", changed.text).group(1)
    removed = client.post(f"{address}/pages/{page_id}/remove", data=form, headers=HTMX)
    assert "sharper.jpg" not in removed.text
    assert client.post(f"{address}/read", data=form).headers["location"].startswith("/scans/")
    assert client.get(address).headers["location"].startswith("/scans/")


def test_a_refusal_stands_at_its_file_with_its_code_and_the_others_stay(client, form):
    answer = client.post(START, data=form, files=[photo(), RUBBISH])
    assert answer.status_code == 415
    assert "notes.jpg" in answer.text
    assert 'data-code="unsupportedFormat"' in answer.text
    assert "front.jpg" in answer.text
    assert client.post(START, data=form).status_code == 400


def test_what_breaks_under_a_script_is_told_in_the_pages_place_for_alerts(client, form):
    missing = client.post(
        "/requests/00000000-0000-0000-0000-000000000000/scan/pages",
        data=form,
        files=[photo()],
        headers=HTMX,
    )
    assert missing.status_code == 404
    assert missing.headers["hx-retarget"] == "#alert"
    assert "<html" not in missing.text


def test_another_company_sees_neither_page_nor_picture(client, form, sign_in, stranger, reviewer):
    address = client.post(START, data=form, files=[photo()]).headers["location"]
    picture = re.search(r'src="(/scans/[^"]+)"', client.get(address).text).group(1)
    for actor in (stranger, reviewer):
        other = sign_in(actor)
        assert client.get(picture).status_code == 404
        assert client.get(address).status_code in {403, 404}
        assert client.post(f"{address}/pages", data=other, files=[photo()]).status_code in {403, 404}
        assert client.post(f"{address}/read", data=other).status_code in {403, 404}
        assert client.post(f"{address}/reopen", data=other).status_code in {403, 404}


def test_forms_of_other_sites_change_nothing(client, form):
    assert client.post(START, files=[photo()]).status_code == 403
    assert client.post(START, data={"csrfToken": "wrong"}, files=[photo()]).status_code == 403


def test_a_draft_without_a_reading_leads_back_to_its_pages(client, form):
    address = client.post(START, data=form, files=[photo()]).headers["location"]
    person = address.replace("/scan", "/person")
    assert client.get(person).headers["location"] == address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_every_language(client, form, language):
    client.get(f"/language/{language}")
    page = client.get(START)
    assert page.headers["content-language"] == language
    assert f'<html lang="{language}"' in page.text


def test_who_comes_when_the_queue_is_too_long_keeps_the_pages_and_is_told_when_to_try_again(client, form):
    services = client.app.state.services
    client.post(START, data=form, files=[photo()])
    shown = client.get("/requests").text
    draft = re.search(r"/requests/[0-9a-f-]{36}", shown)[0]
    full = services.settings.model_copy(update={"queue_most_jobs": 0})
    object.__setattr__(services, "settings", full)
    answer = client.post(draft + "/scan/read", data=form)
    assert answer.status_code == 429
    assert 'data-code="tooManyRequests"' in answer.text
    assert answer.headers["Retry-After"] in answer.text
    object.__setattr__(services, "settings", full.model_copy(update={"queue_most_jobs": 10}))
    assert client.post(draft + "/scan/read", data=form).status_code == 303


def test_with_hardly_any_memory_left_a_picture_is_refused_and_the_page_says_so(client, form):
    services = client.app.state.services
    short = services.settings.model_copy(update={"least_free_memory_mb": 100_000_000})
    object.__setattr__(services, "settings", short)
    answer = client.post(START, data=form, files=[photo()], headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (429, "#alert")
