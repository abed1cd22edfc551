import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrz.transliterate import canonical, variants


@pytest.mark.parametrize(
    ("printed", "issuer", "zone"),
    [
        ("Müller", None, "MUELLER"),
        ("Ångström", None, "AANGSTROEM"),
        ("Núñez", None, "NUNEZ"),
        ("Ærø", None, "AEROE"),
        ("Þórður", None, "THORDUR"),
        ("Groß", None, "GROSS"),
        ("Łukasz", None, "LUKASZ"),
        ("O'Connor", None, "OCONNOR"),
        ("Saint-Exupéry, de", None, "SAINT<EXUPERY<DE"),
        ("Жуков", None, "ZHUKOV"),
        ("Хрущёв", None, "KHRUSHCHEV"),
        ("Григорій", "UKR", "HRYHORII"),
        ("Жељко", "SRB", "ZELJKO"),
        ("Щербаков", "BGR", "SHTERBAKOV"),
        ("Γεώργιος", None, "GEORGIOS"),
        ("Παπαδόπουλος", None, "PAPADOPOULOS"),
    ],
)
def test_names_take_the_form_of_the_zone(printed: str, issuer: str | None, zone: str) -> None:
    assert canonical(printed, issuer) == zone


@pytest.mark.parametrize(
    ("printed", "forms"),
    [
        ("Müller", {"MUELLER", "MULLER", "MUXXLLER"}),
        ("Åse", {"AASE", "ASE"}),
        ("Núñez", {"NUNEZ", "NUNXXEZ"}),
        ("Хан", {"KHAN", "HAN"}),
    ],
)
def test_all_forms_of_a_name_are_offered(printed: str, forms: set[str]) -> None:
    assert forms <= variants(printed)


@given(st.text(max_size=30))
def test_any_text_gives_letters_of_the_zone(text: str) -> None:
    form = canonical(text)
    assert set(form) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
    assert "<<" not in form
    assert form in variants(text)
