"""Nothing the portal shows stays untranslated, and translations keep the values of their messages."""

import re

import pytest

from service.errors import PayloadTooLarge
from service.problems import problem
from service.web.i18n import LANGUAGES, describe_problem, load_catalogue
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


def test_unknown_problem_still_says_something():
    assert describe_problem("nl", {"code": "neverHeardOf"})[0] == "Er ging iets mis aan onze kant."
