import pytest

from matching.places import compare_places


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Gdańsk", "GDANSK", "exact"),
        ("Київ", "Kyiv", "exact"),
        ("Kyiv", "Kiev", "sameTown"),
        ("Antwerpen", "Anvers", "sameTown"),
        ("Luik", "Liège", "sameTown"),
        ("Mons", "Bergen", "sameTown"),
        ("Gdańsk (Pomorskie)", "Gdansk", "exact"),
        ("Swinoujscie", "Swinoujscle", "similar"),
        ("Gdańsk", "Łódź", "different"),
        (None, "Gdańsk", "missing"),
        ("", "Gdańsk", "missing"),
    ],
)
def test_levels(one: str | None, other: str | None, level: str) -> None:
    assert compare_places(one, other) == level
    assert compare_places(other, one) == level
