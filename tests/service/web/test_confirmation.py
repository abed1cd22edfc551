"""The confirmation as PDF: whose language it speaks, what stands in it, and who gets it."""

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from matching.person import Address
from service.languages import LANGUAGES

TITLES = {
    "nl": "Bevestiging van ontvangst van de aanvraag",
    "fr": "Accusé de réception de la demande",
    "de": "Bestätigung des Eingangs des Antrags",
    "en": "Confirmation that the request was received",
}


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def asked(client, sign_in, sent, employer, known):
    """The path of a request that a reviewer looks at, for a person whose name needs more than Latin-1."""
    name = known.names[0].model_copy(
        update={"family_name": "Żółkiewska-Ångström", "given_names": "Łucja Ђорђе"}
    )
    person = known.model_copy(
        update={"names": [name], "residence_address": Address(country="POL", municipality_name="Łódź")}
    )
    view = sent(employer, person)
    sign_in(employer)
    return f"/requests/{view.id}/confirmation.pdf", view


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_and_keeps_every_letter(client, asked, language):
    path, view = asked
    client.cookies.set("belgianidpro_language", language)
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    text = text_of(answer.content)
    for part in (TITLES[language], "Żółkiewska-Ångström", "Łucja Ђорђе", str(view.id)):
        assert part in text
    with pikepdf.open(BytesIO(answer.content)) as document:
        assert str(document.Root.Lang).startswith(language)
        assert str(document.docinfo["/Title"]) == TITLES[language]
        assert document.Root.ViewerPreferences.DisplayDocTitle
    assert len(answer.content) < 100_000


def test_nothing_of_the_registry_stands_in_it(client, asked, known):
    path, _ = asked
    text = text_of(client.get(path).content)
    assert not re.search(r"\d\d\.\d\d\.\d\d-\d\d\d\.\d\d", text)
    assert known.ssin not in text


def test_it_is_for_the_company_alone(client, asked, sign_in, stranger):
    path, _ = asked
    sign_in(stranger)
    assert client.get(path).status_code == 404


def test_a_draft_has_none(client, sign_in, employer, working):
    from service.requests.service import create_draft

    with working(employer) as work:
        draft = create_draft(work, None).id
    sign_in(employer)
    assert client.get(f"/requests/{draft}/confirmation.pdf").headers["location"] == f"/requests/{draft}"
