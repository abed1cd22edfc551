"""Syllables of a language's own names, to make rare names of."""

import re
from functools import cache

from matching.scripts import fold_plain

CLUSTER = re.compile(r"sch|tch|[tscrpkgzd]h|[scrd]z|dž|dj|ck|lh|nh|qu|.", re.IGNORECASE)
NOT_A_LETTER = re.compile(r"[\W\d_]+")


@cache
def _is_vowel(letter: str) -> bool:
    return fold_plain(letter)[:1] in "aeiouy"


def split(name: str) -> list[str]:
    """The syllables of one word: `Kowalski` gives Ko, wal, ski."""
    sounds = CLUSTER.findall(name)
    vowels = [_is_vowel(sound[-1]) for sound in sounds]
    first = next((at for at, vowel in enumerate(vowels) if vowel), len(sounds))
    cuts, at = [0], first + 1
    while at < len(sounds):
        if vowels[at] and not vowels[at - 1]:
            start = at - 1
            while start > cuts[-1] and not vowels[start - 1]:
                start -= 1
            cut = start + 1 if at - start > 1 else start
            if cut > first:
                cuts.append(cut)
        at += 1
    return ["".join(sounds[a:b]) for a, b in zip(cuts, [*cuts[1:], len(sounds)], strict=True)]


def syllables(names: list[str]) -> tuple[list[str], list[str], list[str]]:
    """First, middle and last syllables of `names`, as often as they occur; half of the middles are ""."""
    firsts, middles, lasts = [], [], []
    for name in names:
        for word in NOT_A_LETTER.split(name):
            if len(word) < 3 or not word[0].isupper():
                continue
            parts = split(word)
            firsts.append(parts[0])
            lasts.append(parts[-1].lower())
            middles += [part.lower() for part in parts[1:-1]]
    middles += [""] * max(1, len(middles))
    return firsts, middles, lasts
