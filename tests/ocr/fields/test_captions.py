"""Which words are captions, misread letters and lookalikes included."""

import os
import subprocess
import sys
from collections import Counter

import pytest

from ocr.fields.captions import find_captions, phrases
from ocr.fields.layout import lay_out_items


@pytest.mark.parametrize(
    ("caption", "field"),
    [
        ("Sumname / Nom / Apellidos", "familyName"),
        ("Glven nemes/Prénoms", "givenNames"),
        ("Date of birtn/ Dale de naissance", "birthDate"),
        ("Place of birth / Lieu de naissance", "placeOfBirth"),
        ("Gebutsdatum", "birthDate"),
        ("Geboorteplaats", "placeOfBirth"),
        ("Cetățenia/Nationality", "nationality"),
        ("Дата народження/Date of birth", "birthDate"),
        ("Ime/Name", "givenNames"),
        ("Surname, Given names/Nom, Prénoms", "fullName"),
        ("Gültig bis/Date of expiry", "expiryDate"),
    ],
)
def test_captions_are_found_despite_misread_letters(page_of, caption, field):
    found = find_captions(lay_out_items(page_of((caption, 10, 10))))
    assert [entry.field for entry in found] == [field]


@pytest.mark.parametrize("value", ["VENEZIA", "SEXTON", "NAMUR", "NOMBERG", "BIRTHE PASSER", "12.08.1964"])
def test_values_that_resemble_captions_are_none(page_of, value):
    assert find_captions(lay_out_items(page_of((value, 10, 10)))) == []


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Date of birth", "birthDate"),
        ("Dateofbirth", "birthDate"),
        ("Datc of birth", "birthDate"),
        ("Date of issue", "issueDate"),
        ("AZEVEDO NASCIMENTO", None),
        ("BRITO NASCIMENTO", None),
        ("Gross", None),
        ("SERVICE DES PASSEPORTS", None),
    ],
)
def test_a_caption_is_one_word_by_word(page_of, line, field):
    found = find_captions(lay_out_items(page_of((line, 100, 100))))
    assert [caption.field for caption in found if caption.field] == ([field] if field else [])


def test_a_phrase_belongs_to_one_field():
    fields = Counter(phrase for phrase, _ in phrases())
    assert [phrase for phrase, count in fields.items() if count > 1] == []


def test_every_process_has_the_phrases_in_the_same_order():
    """Sets of texts are in another order in each process: what the labeller sees must not depend on it."""
    ask = "from ocr.fields.captions import phrases; print(phrases())"
    told = {
        subprocess.run(
            [sys.executable, "-c", ask],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(told) == 1
