"""Nothing the portal shows stays untranslated, and translations keep the values of their messages."""

import re

import pytest
from babel.messages.pofile import read_po

from service.errors import PayloadTooLarge
from service.languages import LANGUAGES
from service.mail import codes, texts
from service.problems import problem
from service.requests.errors import TransitionRefused
from service.web.explaining import describe_error, describe_problem
from service.web.i18n import CATALOGUES, load_catalogue, negotiate
from service.web.translations.collect import SOURCE_LANGUAGE, collect_messages, missing_messages

TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
VALUES = re.compile(r"%\(\w+\)s|\{\w+\}|%%")


def test_collector_sees_every_kind_of_message():
    found = collect_messages()
    assert "Check the personal data" in found  # a template
    assert "Your answer is needed" in found  # a label
    assert "This file is empty." in found  # an error
    assert "Take the picture in brighter, even light." in found  # advice on quality
    assert "Expired passport" in found  # a sample's title


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_is_missing_or_fuzzy(language: str):
    assert sorted(missing_messages(language)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_values(language: str):
    catalogue = load_catalogue(language)
    differing = [
        message
        for message in collect_messages()
        if set(VALUES.findall(message)) != set(VALUES.findall(catalogue.gettext(message)))
    ]
    assert differing == []


def test_stored_problem_is_told_in_the_readers_language_with_its_numbers():
    stored = problem(PayloadTooLarge(limit_mb=20, limit=20_000_000))
    assert describe_problem("nl", stored)[0] == "De upload is groter dan 20 MB."
    assert describe_problem("en", stored)[0] == "The upload has more than 20 MB."


def test_the_state_of_a_request_is_told_in_words_and_not_as_its_code():
    told = describe_error("nl", TransitionRefused(state="numberAssigned"))[0]
    assert told == "Dat kan niet meer voor deze aanvraag: haar status is “Nummer toegekend”."
    assert describe_error("en", TransitionRefused(state="numberAssigned"))[0].endswith(
        "its state is Number assigned."
    )


def test_unknown_problem_still_says_something():
    assert describe_problem("nl", {"code": "neverHeardOf"})[0] == "Er ging iets mis aan onze kant."


def test_a_language_is_offered_only_with_its_catalogue():
    folders = {path.name for path in CATALOGUES.iterdir() if (path / "LC_MESSAGES").is_dir()}
    assert folders == {*TRANSLATED}
    assert {*LANGUAGES} == {"nl", "fr", "de", "en"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_the_english_text_left_standing(language: str):
    """Short words may be the same in two languages; a sentence never is."""
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    sentences = [message for message in catalogue if str(message.id).count(" ") > 2]
    assert len(sentences) > 100
    assert [message.id for message in sentences if message.id == message.string] == []


@pytest.mark.parametrize(
    "table", [texts.SUBJECTS, texts.BODIES, codes.DEFECTS, codes.REMEDIES, codes.REFUSALS]
)
def test_mails_speak_every_language_with_the_same_values(table: dict[str, dict[str, str]]):
    for told in table.values():
        assert len({tuple(sorted(VALUES.findall(text))) for text in told.values()}) == 1


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-BE,fr;q=0.9,en;q=0.8", "fr"),
        ("de", "de"),
        ("en;q=0.3, de-AT;q=0.7", "de"),
        ("pl,en;q=0.5", "en"),
        ("fr;q=0, en", "en"),
        ("pl", "nl"),
        ("*", "nl"),
        ("", "nl"),
        (";;;,q=,\x00", "nl"),
    ],
)
def test_a_browser_gets_the_language_it_likes_best(header: str, language: str):
    assert negotiate(header) == language
