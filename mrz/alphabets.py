"""How each letter is written in the zone: ICAO Doc 9303-3 §6 (Latin, Cyrillic, Arabic) and ELOT 743 (Greek).

The first form of a row is the one that the table recommends; the others are those that it allows, and those
met in documents that follow an older or a national scheme. ICAO has no table for Greek, Hebrew or others.
"""

Forms = tuple[str, ...]

LATIN: dict[str, Forms] = {
    "Ä": ("AE", "A"),
    "Å": ("AA", "A"),
    "Æ": ("AE",),
    "Ð": ("D",),
    "Đ": ("D", "DJ"),
    "Ħ": ("H",),
    "İ": ("I",),
    "ı": ("I",),
    "Ĳ": ("IJ",),
    "ĸ": ("Q", "K"),
    "Ł": ("L",),
    "Ŀ": ("L",),
    "Ñ": ("N", "NXX"),
    "Ŋ": ("N",),
    "Ö": ("OE", "O"),
    "Ø": ("OE", "O"),
    "Ő": ("O",),
    "Œ": ("OE",),
    "ß": ("SS",),
    "ẞ": ("SS",),
    "Þ": ("TH",),
    "Ŧ": ("T",),
    "Ü": ("UE", "UXX", "U"),
    "Ű": ("U",),
    "Ə": ("E", "A"),
}
"""Section A: letters whose form is more than the letter without its marks."""

CYRILLIC: dict[str, Forms] = {
    "А": ("A",),
    "Б": ("B",),
    "В": ("V",),
    "Г": ("G", "H"),
    "Ґ": ("G",),
    "Ѓ": ("G", "GJ"),
    "Д": ("D",),
    "Ђ": ("D", "DJ"),
    "Е": ("E", "YE", "IE"),
    "Ё": ("E", "IO", "YO"),
    "Є": ("IE", "YE", "E"),
    "Ж": ("ZH", "Z", "J"),
    "З": ("Z",),
    "Ѕ": ("DZ",),
    "И": ("I", "Y"),
    "І": ("I",),
    "Ї": ("I", "YI"),
    "Й": ("I", "Y"),
    "Ј": ("J",),
    "К": ("K",),
    "Л": ("L",),
    "Љ": ("LJ",),
    "М": ("M",),
    "Н": ("N",),
    "Њ": ("NJ",),
    "О": ("O",),
    "П": ("P",),
    "Р": ("R",),
    "С": ("S",),
    "Т": ("T",),
    "Ћ": ("C",),
    "Ќ": ("K", "KJ"),
    "У": ("U",),
    "Ў": ("U",),
    "Ф": ("F",),
    "Х": ("KH", "H"),
    "Ц": ("TS", "C"),
    "Ч": ("CH", "C"),
    "Џ": ("DZ", "DJ"),
    "Ш": ("SH", "S"),
    "Щ": ("SHCH", "SHT"),
    "Ъ": ("IE", "A", ""),
    "Ы": ("Y",),
    "Ь": ("", "I", "Y"),
    "Э": ("E",),
    "Ю": ("IU", "YU"),
    "Я": ("IA", "YA"),
    "Ѣ": ("IE", "E"),
    "Ѫ": ("U", "A"),
    "Ѵ": ("Y", "I"),
}
"""Section B."""

CYRILLIC_BY_STATE: dict[str, dict[str, str]] = {
    "BLR": {"Г": "H", "Ё": "IO"},
    "BGR": {"Щ": "SHT"},
    "MKD": {"Ѓ": "GJ", "Ќ": "KJ", "Х": "H", "Ц": "C", "Џ": "DJ"},
    "SRB": {"Г": "H", "Ж": "Z", "Х": "H", "Ц": "C", "Ч": "C", "Ш": "S"},
    "UKR": {"Г": "H", "И": "Y"},
}
"""Section B's exceptions by language. (Bulgaria's own law, which its documents follow, also has Ъ A, Й Y,
Ю YU, Я YA, Х H: those are among the other forms.)"""

UKRAINIAN_FIRST: dict[str, str] = {"Є": "YE", "Ї": "YI", "Й": "Y", "Ю": "YU", "Я": "YA"}
"""Section B: Ukrainian letters at the beginning of a name component."""

ARABIC: dict[str, Forms] = {
    "ء": ("XE", ""),
    "آ": ("XAA", "AA", "A"),
    "أ": ("XAE", "A"),
    "ؤ": ("U", "XW", "W"),
    "إ": ("I",),
    "ئ": ("XI", "I"),
    "ا": ("A",),
    "ب": ("B",),
    "ة": ("XTA", "XAH"),
    "ت": ("T",),
    "ث": ("XTH", "TH"),
    "ج": ("J",),
    "ح": ("XH", "H"),
    "خ": ("XKH", "KH"),
    "د": ("D",),
    "ذ": ("XDH", "DH"),
    "ر": ("R",),
    "ز": ("Z",),
    "س": ("S",),
    "ش": ("XSH", "SH"),
    "ص": ("XSS", "S"),
    "ض": ("XDZ", "D"),
    "ط": ("XTT", "T"),
    "ظ": ("XZZ", "Z"),
    "ع": ("E",),
    "غ": ("G",),
    "ف": ("F",),
    "ق": ("Q",),
    "ك": ("K",),
    "ل": ("L",),
    "م": ("M",),
    "ن": ("N",),
    "ه": ("H",),
    "و": ("W",),
    "ى": ("XAY", "Y"),
    "ي": ("Y",),
    "ٱ": ("XXA", "A"),
    "ٹ": ("XXT", "T"),
    "ټ": ("XRT", "T"),
    "پ": ("P",),
    "ځ": ("XKE", "KE"),
    "څ": ("XXH", "H"),
    "چ": ("XC", "C"),
    "ڈ": ("XXD", "D"),
    "ډ": ("XDR", "D"),
    "ڑ": ("XXR", "R"),
    "ړ": ("XRR", "R"),
    "ږ": ("XRX", "R"),
    "ژ": ("XJ", "J"),
    "ښ": ("XXS", "S"),
    "ک": ("XKK", "K"),
    "ګ": ("XXK", "K"),
    "ڭ": ("XNG", "NG"),
    "گ": ("XGG", "G"),
    "ں": ("XNN", "N"),
    "ڼ": ("XXN", "N"),
    "ھ": ("XDO", "H"),
    "ۀ": ("XYH", "H"),
    "ہ": ("XXG", "H"),
    "ۂ": ("XGE", "H"),
    "ۃ": ("XTG", "T"),
    "ی": ("XYA", "Y", "XAY"),
    "ۍ": ("XXY", "Y"),
    "ې": ("Y",),
    "ے": ("XYB", "Y"),
    "ۓ": ("XBE", "Y"),
}
"""Section C, with the letters of Persian, Urdu and Pashto. X is an escape before the letter that it changes;
many documents leave it out, and appendix B.5 tells operators to ignore it: that form is the second."""

ARABIC_AT_END: dict[str, Forms] = {"ة": ("XAH", "XTA", "H")}
"""Section C, note 1: teh marbuta at the end of a name component."""

ARABIC_UNWRITTEN = frozenset("ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0652\u0653\u0654\u0655\u0656\u0670ڜڢڧڨ")
"""Section C's "not encoded": tatweel, vowel marks, and four letters of the Maghreb."""

SHADDA = "\u0651"
"""Section C: doubles the letter it stands on; it is often left out, in the name or in the zone."""

GREEK: dict[str, Forms] = {
    letter: tuple(forms.split("/"))
    for letter, forms in zip(
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        "A V G D E Z I TH I K L M N X O P R S T Y F/PH CH/H PS O".split(" "),
        strict=True,
    )
}
GREEK_PAIRS: dict[str, Forms] = {
    "ΟΥ": ("OU",),
    "ΑΥ": ("AV", "AF"),
    "ΕΥ": ("EV", "EF"),
    "ΗΥ": ("IV", "IF"),
    "ΓΓ": ("NG",),
    "ΓΞ": ("NX",),
    "ΓΧ": ("NCH",),
    "ΓΚ": ("GK", "NK"),
    "ΜΠ": ("MP", "B"),
}
GREEK_VOICELESS = frozenset("ΘΚΞΠΣΤΦΧΨ")
"""Before these and at the end of a word Υ after Α, Ε, Η is F, else V (ELOT 743, type 2)."""
