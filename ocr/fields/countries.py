"""Countries and nationalities by code, by name in many languages, or by the word for their people."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

import pycountry
from babel import Locale
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from mrz.codes import to_alpha3
from ocr.fields.layout import fold

LANGUAGES = (
    "en",
    "fr",
    "de",
    "nl",
    "es",
    "pt",
    "it",
    "pl",
    "ro",
    "bg",
    "cs",
    "sk",
    "sl",
    "hr",
    "sr",
    "sq",
    "hu",
    "el",
    "lt",
    "lv",
    "et",
    "fi",
    "sv",
    "da",
    "nb",
    "is",
    "ga",
    "mt",
    "tr",
    "uk",
    "ru",
    "mk",
    "az",
    "ms",
)
"""Languages of the documents that come: the EU, its neighbours, and those that ICAO uses."""
PEOPLES = Path(__file__).with_name("peoples.txt")
NAMED_WITH_CODE = re.compile(r"\s*([^/]{6,}?)\s*/\s*([A-Z]{3})\s*")
"""`AZƏRBAYCAN/AZE`: a country as a birthplace, and its code."""
TOGETHER = 2
"""Parts of a country's name beside its code."""
SHORTEST, LONG = 4, 12
"""Letters of a country's name in a heading; of one that is found without its spaces."""
RUN_TOGETHER, BEFORE = 7, 4
"""Letters of the name of a country or its people at the end of a word of two that ran together; of the other
one."""
US_STATES = frozenset(
    fold(subdivision.name)
    for subdivision in pycountry.subdivisions.get(country_code="US")  # type: ignore[no-untyped-call]
    if subdivision.type in ("State", "District")
)


@cache
def names() -> dict[str, str]:
    """Folded country names in `LANGUAGES`, and official English ones, to alpha-3 codes."""
    table: dict[str, str] = {}
    for country in pycountry.countries:
        for name in (
            country.name,
            getattr(country, "official_name", ""),
            getattr(country, "common_name", ""),
        ):
            if name:
                table[fold(name)] = country.alpha_3
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            known = pycountry.countries.get(alpha_2=code)
            if known is not None:
                table.setdefault(fold(name), known.alpha_3)
            elif code == "XK":
                table.setdefault(fold(name), "RKS")
    return table


@cache
def peoples() -> dict[str, str]:
    """Folded words for a country's people, and further names, to alpha-3 codes (`peoples.txt`)."""
    table: dict[str, str] = {}
    for row in PEOPLES.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            code, *words = row.split("|")
            table.update((fold(word), code.strip()) for word in words)
    return table


def country_of_code(text: str) -> str | None:
    """A three-letter code as the contract has it (`D` becomes `DEU`), or None."""
    return to_alpha3(re.sub(r"[^A-Z]", "", text.upper()))


def _country_of_part(part: str) -> str | None:
    folded = fold(part)
    code = names().get(folded) or peoples().get(folded) if folded else None
    return (
        country_of_code(part.strip())
        if code is None and re.fullmatch(r"[A-Z]{3}|[a-z]{3}|D", part.strip())
        else code
    )


@lru_cache(maxsize=4096)
def country_run_together(text: str) -> str | None:
    """The country that is named in English, or the like, at the end of one word that was two languages': the
    stroke between them is the first to be lost, and what is left before it may be another script."""
    word = fold(text)
    if " " in word:
        return None
    for start in range(BEFORE, len(word) - RUN_TOGETHER + 1):
        if word[start:] in all_names():
            return all_names()[word[start:]]
    return None


def country_of_text(text: str, issuer: str | None = None) -> str | None:
    """The country that a short text names, by name, people or code; None when it names none. Where its parts
    name several (`SLOVENSKO/SLOVENIAN`), it is the one of the state that prints it, else the first."""
    found = [code for part in [text, *re.split(r"[/()\-·,]", text)] if (code := _country_of_part(part))]
    if found:
        return issuer if issuer in found else found[0]
    folded = fold(text)
    if len(folded) >= 9:
        near = process.extractOne(folded, all_names().keys(), scorer=fuzz.ratio, score_cutoff=88)
        return all_names()[near[0]] if near else country_run_together(text)
    return None


@cache
def all_names() -> dict[str, str]:
    """`names` and `peoples` together."""
    return names() | peoples()


@cache
def _long_names() -> list[tuple[str, str]]:
    """Names of twelve letters and more without their spaces, which readers lose, and as they are."""
    return [(name.replace(" ", ""), name) for name in all_names() if len(name) >= LONG]


def _stretches(words: Sequence[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(words[start:end])


@lru_cache(maxsize=4096)
def country_in_heading(text: str) -> str | None:
    """The country whose name stands within a heading such as `REPUBLIC OF CROATIA PASSPORT`."""
    folded = fold(text)
    glued = folded.replace(" ", "")
    inside = [name for name in _stretches(folded.split()) if len(name) >= SHORTEST and name in all_names()]
    inside += [name for joined, name in _long_names() if joined in glued]
    if inside:
        best = max(inside, key=len)
        return names().get(best) or peoples()[best]
    near = process.extractOne(folded, US_STATES, scorer=fuzz.ratio, score_cutoff=85)
    return "USA" if near or any(f" {state} " in f" {folded} " for state in US_STATES) else None


def names_with_code(text: str) -> bool:
    """Whether a text is a country's name and its own code: `(MCO) MONACO`, `AZƏRBAYCAN/AZE`."""
    parts = [part.strip() for part in re.split(r"[/(),·\-]", text) if part.strip()]
    if len(parts) != TOGETHER:
        return False
    code, name = sorted(parts, key=len)
    return bool(re.fullmatch(r"[A-Z]{3}", code)) and names().get(fold(name), "") == country_of_code(code)


def spell_country(text: str) -> str:
    """A country's name with its code behind it, as the country is spelled where a letter of the name was
    misread: the reader knows no Ə. Any other text as it is."""
    match = NAMED_WITH_CODE.fullmatch(text)
    code = country_of_code(match[2]) if match else None
    country = pycountry.countries.get(alpha_3=code) if code is not None else None
    if match is None or country is None:
        return text
    # A letter that the reader does not know is the likeliest to be misread.
    spelled = sorted(
        (Locale(language).territories.get(country.alpha_2, "") for language in LANGUAGES), key=str.isascii
    )
    read, near = fold(match[1]), dict[str, str]()
    for name in spelled:
        if Levenshtein.distance(fold(name), read, score_cutoff=1) <= 1:
            near.setdefault(fold(name), name)
    if len(near) != 1 or read in near:
        return text
    (name,) = near.values()
    return f"{name.upper() if match[1].isupper() else name}/{match[2]}"
