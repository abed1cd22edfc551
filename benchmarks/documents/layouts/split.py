"""Which states and caption languages may be learned from, and which are kept to measure on.

Fixed in the data (`held_out = true`). Whoever writes rules or trains looks at `learn` only. A state whose
captions are in a language held out is held out as well, so that no caption of that language is ever seen.
"""

from typing import Literal

from benchmarks.documents.layouts.load import list_languages, list_states, load_language, load_state

Part = Literal["learn", "held_out"]


def states_of(part: Part) -> tuple[str, ...]:
    """The codes (alpha-3) of the part's states, sorted."""
    return tuple(code for code in list_states() if load_state(code).held_out == (part == "held_out"))


def languages_of(part: Part) -> tuple[str, ...]:
    """The codes of the part's caption languages, sorted."""
    return tuple(code for code in list_languages() if load_language(code).held_out == (part == "held_out"))


def part_of(state: str) -> Part:
    """The part that a state belongs to; raises `UnknownLayoutError`."""
    return "held_out" if load_state(state).held_out else "learn"
