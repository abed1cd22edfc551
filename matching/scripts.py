"""Latin forms of names from other scripts, and what diacritics become: ICAO Doc 9303-3, section 6.

ICAO's tables A (Latin: expansions) and B (Cyrillic), as far as names need them; every other script goes
through `anyascii`, which romanises character by character.
"""

import unicodedata

from anyascii import anyascii

ICAO_EXPANSIONS = {
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th",
    "ð": "d", "ñ": "n", "ő": "oe", "ű": "ue",
}  # fmt: skip
PLAIN_FOLDS = {
    "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d", "đ": "d", "ł": "l", "ħ": "h", "ı": "i",
    "ŋ": "n", "ĸ": "k", "ŧ": "t", "ə": "a",
}  # fmt: skip
ICAO_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "і": "i", "ї": "i", "є": "ie", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m",
    "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ў": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "ђ": "d",
}  # fmt: skip
"""Russian values; Bulgaria and Ukraine differ in a few letters, below."""
BULGARIAN = ICAO_CYRILLIC | {"х": "h", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya", "й": "y"}
UKRAINIAN = ICAO_CYRILLIC | {"г": "h", "и": "y", "щ": "shch"}
CYRILLIC_SCHEMES = (ICAO_CYRILLIC, BULGARIAN, UKRAINIAN)


FOLD = str.maketrans(PLAIN_FOLDS)
EXPAND = str.maketrans(ICAO_EXPANSIONS)
LATIN_LETTERS = [chr(code) for code in range(0xC0, 0x250)]
BARE = str.maketrans({
    letter: bare
    for letter in LATIN_LETTERS
    if (bare := "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)))
    and bare.isascii()
})  # fmt: skip
"""Composed Latin letters without their diacritics: what NFKD would say, at the price of a table."""


def fold_plain(text: str) -> str:
    """Lower case ASCII: diacritics dropped, letters of other scripts romanised character by character."""
    text = text.lower()
    if text.isascii():
        return text
    text = text.translate(FOLD).translate(BARE)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare if bare.isascii() else str(anyascii(bare)).lower()


def expand_icao(text: str) -> str:
    """Lower case ASCII with ICAO's expansions (ü becomes ue, å becomes aa)."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return fold_plain(unicodedata.normalize("NFC", lowered).translate(EXPAND))


GREEK = {
    "ου": "ou", "αυ": "av", "ευ": "ev", "γγ": "ng", "γξ": "nx", "γχ": "nch", "μπ": "mp", "υ": "y", "η": "i",
    "ω": "o", "θ": "th", "χ": "ch", "ψ": "ps", "φ": "f", "β": "v", "ξ": "x",
}  # fmt: skip
"""ELOT 743 (ISO 843), as Greek passports have it, where it differs from a romanisation letter by letter."""


def romanise_greek(text: str) -> str:
    """Lower case ASCII of a Greek name after ELOT 743."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    for letters, latin in GREEK.items():
        bare = bare.replace(letters, latin)
    return fold_plain(bare)


def latin_forms(text: str) -> tuple[str, ...]:
    """All Latin forms of `text`, plain folding first, without repetition."""
    if text.isascii():
        return (text.lower(),)
    forms = [fold_plain(text), expand_icao(text)]
    lowered = unicodedata.normalize("NFC", text.lower())
    if any("\u0400" <= letter <= "\u04ff" for letter in lowered):
        forms += [
            fold_plain("".join(scheme.get(letter, letter) for letter in lowered))
            for scheme in CYRILLIC_SCHEMES
        ]
    if any("\u0370" <= letter <= "\u03ff" for letter in lowered):
        forms.append(romanise_greek(text))
    return tuple(dict.fromkeys(forms))
