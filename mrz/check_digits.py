"""Check digits of ICAO Doc 9303-3 §4.9: weights 7-3-1, A=10 … Z=35, filler=0, sum modulo 10."""

WEIGHTS = (7, 3, 1)
FILLER = "<"


def value(character: str) -> int:
    """The character's value: 0–35, the filler 0. Raises `ValueError` for anything else."""
    return 0 if character == FILLER else int(character, 36)


def check_digit(text: str) -> str:
    """The check digit of `text`, one character '0'–'9'."""
    return str(sum(value(c) * WEIGHTS[i % 3] for i, c in enumerate(text)) % 10)
