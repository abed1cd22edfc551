"""Names in comparable forms: Latin tokens of every transliteration, particles, canonical spelling.

`prepare` works on one part of a name (family name or given names) and is remembered, for names repeat.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.scripts import latin_forms

PARTICLES = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le",
    "las", "les", "los", "el", "al", "ben", "bin", "bint", "ibn", "ould", "abu", "ap", "af", "av", "zu",
    "zum", "zur", "ter", "ten", "te", "vande", "vander", "st", "san", "y", "e", "i",
})  # fmt: skip
"""Small words around family names: glued or dropped for keys, of little weight in the score."""
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
APOSTROPHE = re.compile(r"(?<=\w)['’ʼʹ`´](?=\w)")
DOUBLED = re.compile(r"(.)\1+")
ICAO_DOUBLE_X = re.compile(r"([nu])xx(?=[a-z]|$)")

GENDERED_ENDINGS = (
    ("skaya", "ski"), ("skaia", "ski"), ("skaja", "ski"), ("skiy", "ski"), ("skyi", "ski"), ("skyy", "ski"),
    ("skii", "ski"), ("skij", "ski"), ("sky", "ski"), ("ska", "ski"), ("cka", "cki"), ("dzka", "dzki"),
    ("ovna", "ovich"), ("evna", "evich"), ("ova", "ov"), ("eva", "ev"), ("ina", "in"), ("ou", "u"),
    ("off", "ov"), ("eff", "ev"),
)  # fmt: skip
"""(ending, canonical ending): a woman's and a man's form of one family name become equal."""
SPELLINGS = (
    ("shch", "s"), ("szcz", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("sht", "s"), ("sh", "s"),
    ("sz", "s"), ("ch", "c"), ("cz", "c"), ("tz", "c"), ("ts", "c"), ("zh", "z"), ("rz", "z"), ("kh", "h"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("ks", "x"), ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"),
    ("ia", "a"), ("ja", "a"), ("ye", "e"), ("ie", "e"), ("je", "e"), ("ue", "u"), ("oe", "o"), ("ae", "a"),
    ("ou", "u"), ("aa", "a"), ("w", "v"), ("q", "k"), ("y", "i"), ("j", "i"),
)  # fmt: skip
"""Spellings of one sound in the transliterations and alphabets of Europe, longest first."""
LONG_SPELLINGS = tuple(pair for pair in SPELLINGS if len(pair[0]) > 1)
LETTERS = str.maketrans({spelling: letter for spelling, letter in SPELLINGS if len(spelling) == 1})
FEMALE_AND_MALE = tuple(ending for ending, _ in GENDERED_ENDINGS)
GENDERED_LETTERS = 5
"""An ending is folded on names longer than this: `Nina` keeps its own."""
READABLE_LENGTH = 4
"""Shorter names are not taken for one another because their letters look alike."""
LOOKALIKES = (
    ("0", "o"),
    ("1", "i"),
    ("5", "s"),
    ("8", "b"),
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("l", "i"),
)
"""Characters that readers confuse: their exchange costs no edit."""
PATRONYMIC = re.compile(r"(ovich|evich|ovych|evych|yovych|ovna|evna|ivna|yivna|ich|oglu|ogly|qizi|kyzy)$")


@dataclass(frozen=True, slots=True)
class PreparedName:
    """One part of a name. Each form is a tuple of tokens; forms differ by transliteration only."""

    text: str
    forms: tuple[tuple[str, ...], ...]
    core: tuple[tuple[str, ...], ...]
    """The forms without particles (or whole, when nothing else is there)."""
    glued: frozenset[str]
    core_glued: frozenset[str]
    canonical: frozenset[str]
    tokens: tuple[str, ...]
    """Tokens of the plain form without particles; empty for a missing name."""
    terms: frozenset[str]
    """What a family name is counted under: `tokens`, and all of them as one word."""
    spelled: tuple[str, ...]
    """The canonical spelling of each of `tokens`."""
    seen: frozenset[str]
    """`core_glued` from `READABLE_LENGTH` letters on, confusable characters made equal."""
    initials_only: bool


def tokens_of(latin: str) -> tuple[str, ...]:
    """Tokens of a lower-case Latin form: hyphens and blanks separate, apostrophes glue, fillers vanish."""
    if "xx" in latin:
        latin = ICAO_DOUBLE_X.sub(r"\1", latin)
    if latin.replace(" ", "").isalnum() and latin.isascii():
        return tuple(latin.split())
    return tuple(token for token in NOT_A_LETTER.split(APOSTROPHE.sub("", latin)) if token)


CoreForms = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""Of each Latin form of a text: its tokens without particles, and all of its tokens."""


def core_forms(text: str) -> CoreForms:
    """The tokens of `text` in each of its Latin forms, the plain form first."""
    latin = latin_forms(text)
    if len(latin) == 1:
        tokens = tokens_of(latin[0])
        return ((without_particles(tokens), tokens),) if tokens else ()
    forms = dict.fromkeys(tokens for form in latin if (tokens := tokens_of(form)))
    return tuple((without_particles(tokens), tokens) for tokens in forms)


def without_particles(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens that carry the name."""
    if PARTICLES.isdisjoint(tokens):
        return tokens
    return tuple(token for token in tokens if token not in PARTICLES) or tokens


@lru_cache(maxsize=1 << 16)
def canonical_spelling(token: str) -> str:
    """One spelling for all that sound and gender make equal (Müller/Mueller, -ski/-ska, Yu/Iu/Ju)."""
    if len(token) > GENDERED_LETTERS and token.endswith(FEMALE_AND_MALE):
        for ending, canonical in GENDERED_ENDINGS:
            if token.endswith(ending):
                token = token[: -len(ending)] + canonical
                break
    for spelling, sound in LONG_SPELLINGS:
        token = token.replace(spelling, sound)
    return DOUBLED.sub(r"\1", token.translate(LETTERS))


@lru_cache(maxsize=1 << 15)
def prepare(text: str) -> PreparedName:
    """All comparable forms of one part of a name."""
    both = core_forms(text)
    forms = tuple(whole for _, whole in both)
    core = tuple(dict.fromkeys(bare for bare, _ in both))
    tokens = core[0] if core else ()
    spelled = tuple(map(canonical_spelling, tokens))
    core_glued = frozenset("".join(bare) for bare in core)
    further = {*core, *forms} - {tokens}
    canonical = {"".join(map(canonical_spelling, bare)) for bare in further}
    return PreparedName(
        text=text,
        forms=forms,
        core=core,
        glued=frozenset("".join(whole) for whole in forms),
        core_glued=core_glued,
        canonical=frozenset(canonical | {"".join(spelled)} if tokens else canonical),
        tokens=tokens,
        terms=frozenset((*tokens, "".join(tokens))) if tokens else frozenset(),
        spelled=spelled,
        seen=frozenset(as_seen(name) for name in core_glued if len(name) >= READABLE_LENGTH),
        initials_only=bool(core) and all(len(token) == 1 for token in tokens),
    )


def as_seen(token: str) -> str:
    """The token with confusable characters made equal."""
    for seen, meant in LOOKALIKES:
        token = token.replace(seen, meant)
    return token


def is_patronymic(token: str) -> bool:
    """The token has an ending of a patronymic."""
    return len(token) > GENDERED_LETTERS and PATRONYMIC.search(token) is not None
