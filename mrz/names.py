"""The name field: `<<` between primary and secondary identifier, `<` between parts (9303-3 §4.6)."""


def split_names(field: str) -> tuple[str, str]:
    """Family name and given names, parts separated by blanks. A single name has no `<<`: it is the family
    name, unless the field begins with `<<` as in Indian passports: then it is the given name."""
    family, _, given = field.rstrip("<").partition("<<")
    return _words(family), _words(given)


def _words(text: str) -> str:
    return " ".join(part for part in text.split("<") if part)


def is_truncated(field: str) -> bool:
    """Whether the field is full to its last position, so that names may be cut off."""
    return field[-1:].isalpha()
