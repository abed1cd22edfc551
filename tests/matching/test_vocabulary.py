"""Names in whole columns against the plain reference for one name."""

import numpy as np
import pyarrow as pa
from rapidfuzz.distance import JaroWinkler

from matching.keys import make_part_keys, part_code
from matching.letters import Letters
from matching.names import core_forms
from matching.person import Person
from matching.shortlist import CLOSE
from matching.skeletons import texts_of
from matching.vocabulary import Vocabulary

ODD = [
    "Ян", "Ольга-Мария ван", "Συ Παπαδόπουλος", "محمد علي", "", "O'Brien", "'t Serstevens", "d’Hondt",
    "A. B. Ç.", "van de", "van der Berg", "Van Den Bergh-De Vöß", "dù Pont", "Muñoxx Fernández", "Å",
    "Müller-Łoś", "ø ø ø", "Jean  Paul", "a-b-c-d-e-f-g", "Ben Nasser", "Ann Nora Ra", "Nguyễn Văn A",
    "K.", "1er Louis", "Patrick Henri",
]  # fmt: skip


def test_names_in_columns_have_the_keys_of_each(registry: list[Person]) -> None:
    texts = list(dict.fromkeys([*ODD, *(name.family_name for person in registry for name in person.names)]))
    vocabulary = Vocabulary(pa.array(texts))
    plain = vocabulary.plain_of(np.arange(len(texts)))
    for number, text in enumerate(texts):
        forms = core_forms(text)
        keys = make_part_keys(forms)
        assert tuple(code for code in vocabulary.codes[number].tolist() if code) == keys.codes, text
        assert vocabulary.token_codes[number] == keys.tokens, text
        assert plain[number] == (" ".join(forms[0][0]) if forms else ""), text
        assert vocabulary.text(number) == text
    known = {part_code(key) for key in texts_of(vocabulary.take_keys())}
    assert {code for code in vocabulary.codes.ravel().tolist() if code} <= known


def test_no_name_is_more_similar_than_its_letters_allow(registry: list[Person]) -> None:
    texts = list(dict.fromkeys(name.given_names for person in registry for name in person.names))[:600]
    vocabulary = Vocabulary(pa.array([*texts, *ODD]))
    plain = vocabulary.plain_of(np.arange(len(vocabulary)))
    left = []
    for asked in [text for text in plain[::5] if text]:
        most = Letters(vocabulary.letters, vocabulary.lengths).most_similar([asked])
        for place, bound in enumerate(most[:-1].tolist()):
            assert JaroWinkler.similarity(asked, plain[place]) <= bound
        left.append((most >= CLOSE[0]).mean())
    assert np.mean(left) < 0.6
