"""Captions of identity documents in many languages, found in lines despite reading errors.

Anchoring on captions needs no template of any document. Phrases stand in `captions.txt`, one field a line.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Levenshtein

from ocr.fields.layout import Item, fold

PHRASES = Path(__file__).with_name("captions.txt")
SCORE = 80.0
"""rapidfuzz ratio, 0 to 100, from which a stretch of text is a long caption: one wrong letter in five."""
SCORE_SHORT = 85.0
"""The same for captions of up to 14 letters."""
GLUED, CLEAR = 88.0, 94.0
"""The same for words run together or torn apart, and for a caption that runs on into something else."""
WHOLE, MOSTLY = 0.85, 0.5
"""Share of the letters between two strokes that captions cover when they are all of it, or most."""
LONG = 5
LONG_ENDING, SHORTEST_REST, LIKE_REST = 7, 4, 70.0
"""Letters of a caption at the end of a line of two that ran together; letters of the other one, and its
likeness to a caption of the same field."""
MISREAD_ENDING = 9
"""Letters from which that caption may have one wrong, left out, or changed with its neighbour."""
PLACE_AFTER_A = re.compile(r"\s*[AÁÂa]\s?:\s*[^\W\d_]{4}")
"""The French card's `À:` with its accent lost."""
AMBIGUOUS = ("POL", "CAN")
"""Captions for the sex and for a card's access number that are countries' codes as well."""
LOOK_ALIKES = str.maketrans("0158", "OISB")
REACH = 3.0
"""Heights of a code to the caption that announces it."""
SHORT = 6
"""Phrases up to this length must stand as a word of their own, letter for letter."""


@dataclass(frozen=True)
class Caption:
    """A caption found in a line: `field` ("" for a caption whose value is not wanted), where, how well.

    `start` and `end` count characters of the line's text; `item` is the stretch that holds the caption.
    """

    field: str
    line: int
    start: int
    end: int
    score: float
    item: Item
    numbered: bool = False
    """The caption is a field's number, so that all that follows it is the value."""


@cache
def phrases() -> list[tuple[str, str]]:
    """(folded phrase, field), longest first, so that `place of birth` wins over `birth`; else as in the file.

    A phrase has one field, and the order is the same in every process: the labeller sees how like a line is.
    """
    table = []
    for row in PHRASES.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            name, _, words = row.partition(":")
            field = "" if name == "other" else name
            for word in words.split("|"):
                form = fold(word)
                # Small print has the letters r and n run together, and readers see an m.
                forms = dict.fromkeys([form, form.replace("RN", "M")] if len(form) > SHORT else [form])
                table += [(form, field) for form in forms if form]
    return sorted(dict.fromkeys(table), key=lambda entry: -len(entry[0]))


def _folded_with_positions(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of its origin."""
    letters: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        folded = fold(char)
        if folded:
            letters += folded
            origin += [index] * len(folded)
        elif letters and letters[-1] != " ":
            letters.append(" ")
            origin.append(index)
    return "".join(letters), origin


@cache
def _long_phrases() -> list[str]:
    return list(dict.fromkeys(phrase for phrase, _ in phrases() if len(phrase) > SHORT))


@cache
def _fields() -> dict[str, str]:
    return dict(reversed(phrases()))


def _is_word(word: str, read: str, *, lenient: bool) -> bool:
    """Whether `read` may be `word`, misread: short words must be right, long ones may have an error in five
    letters. Else `Date of issue` would do for `Date of birth`."""
    allowed = (
        0 if len(word) <= (3 if lenient else 4) else 1 if len(word) <= 7 else 2 if len(word) <= 11 else 3
    )
    plain, seen = word.translate(LOOK_ALIKES), read.translate(LOOK_ALIKES)
    return Levenshtein.distance(plain, seen, score_cutoff=allowed) <= allowed


def _says(phrase: str, read: str, score: float) -> bool:
    """Whether a stretch of whole words is the phrase: word by word, or run together as a reader does it."""
    words, seen = phrase.split(), read.split()
    if len(words) == len(seen):
        # Words of four letters may be misread beside a longer one; NAMA NAME is not NAAM NAME.
        lenient = any(len(word) >= LONG for word in words)
        return all(_is_word(word, other, lenient=lenient) for word, other in zip(words, seen, strict=True))
    # Words lost or torn apart change the spaces, hardly the letters.
    return score >= GLUED and fuzz.ratio(phrase.replace(" ", ""), read.replace(" ", "")) >= GLUED


def _align(phrase: str, folded: str) -> tuple[int, int, float] | None:
    """Where a phrase stands in a folded text, and its ratio there; None when it does not."""
    match = fuzz.partial_ratio_alignment(phrase, folded)
    if match is None:
        return None
    start, end = match.dest_start, min(match.dest_end, len(folded))
    whole_start = folded.rfind(" ", 0, start + 1) + 1 if folded[start : start + 1] != " " else start + 1
    stop = folded.find(" ", max(whole_start, end - 1))
    whole_end = len(folded) if stop < 0 else stop
    for first, last in dict.fromkeys([(whole_start, whole_end), (whole_start, end)]):
        read = folded[first:last].strip()
        score = fuzz.ratio(phrase, read)
        if score < (SCORE if len(phrase) > 14 else SCORE_SHORT):
            continue
        # A caption run together with its value is known when it is long and read well.
        is_whole = last == len(folded) or folded[last - 1 : last] == " " or folded[last] == " "
        runs_on = (
            len(phrase) >= 9
            and score >= CLEAR
            and (
                folded[last : last + 1].isdigit() or (first == 0 and len(phrase.rsplit(maxsplit=1)[-1]) >= 4)
            )
        )
        if (is_whole and _says(phrase, read, score)) or runs_on:
            return first, first + len(read), score
    return None


def _hits(folded: str) -> list[tuple[int, int, float, str]]:
    """Non-overlapping (start, end, score, field) in a folded text: the longest and best win."""
    found: list[tuple[float, int, int, float, str]] = []
    near = process.extract(
        folded, _long_phrases(), scorer=fuzz.partial_ratio, score_cutoff=SCORE - 4, limit=None
    )
    for phrase, *_ in near:
        if len(phrase) <= len(folded) + 2 and (place := _align(phrase, folded)) is not None:
            start, end, score = place
            found.append(((end - start) * (score / 100) ** 6, start, end, score, _fields()[phrase]))
    for phrase, field in phrases():
        if len(phrase) <= SHORT and phrase in folded:
            for match in re.finditer(rf"(?<![A-Z0-9]){re.escape(phrase)}(?![A-Z0-9])", folded):
                found.append((float(len(phrase)), match.start(), match.end(), 100.0, field))
    chosen: list[tuple[int, int, float, str]] = []
    for _, start, end, score, field in sorted(found, reverse=True):
        if not any(start < e and s < end for s, e, *_ in chosen):
            chosen.append((start, end, score, field))
    return chosen


def _run_together(folded: str) -> list[tuple[int, int, float, str]]:
    """A line that is one caption in two languages, the stroke between them lost: a long caption at its end,
    the same in another language before it, misread or not."""
    plain = folded.replace(" ", "")
    for phrase, field in _endings():
        rest = plain[: -len(phrase)]
        if len(rest) < SHORTEST_REST or not _ends(plain, phrase):
            continue
        likest = process.extractOne(rest, _glued_phrases()[field], scorer=fuzz.ratio, score_cutoff=LIKE_REST)
        if likest is not None:
            return [(0, len(folded), min(CLEAR, likest[1] + (100 - likest[1]) / 2), field)]
    return []


def _ends(plain: str, phrase: str) -> bool:
    if plain.endswith(phrase):
        return True
    ending = plain[-len(phrase) :]
    return len(phrase) >= MISREAD_ENDING and OSA.distance(phrase, ending, score_cutoff=1) <= 1


@cache
def _endings() -> list[tuple[str, str]]:
    return [
        (phrase.replace(" ", ""), field)
        for phrase, field in phrases()
        if field and len(phrase) >= LONG_ENDING
    ]


@cache
def _glued_phrases() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for phrase, field in phrases():
        table.setdefault(field, []).append(phrase.replace(" ", ""))
    return table


def _stands(hit: tuple[int, int, float, str], text: str, origin: list[int]) -> bool:
    """A caption of one or two letters, such as the French card's `à:`, must be followed by a colon or have
    the line for itself, but for a number."""
    start, end, *_ = hit
    if end - start > 2:
        return True
    before, after = text[: origin[start]], text[origin[min(end, len(origin)) - 1] + 1 :]
    if end - start == 1 and text[origin[start]] not in "àÀ":
        return not before.strip() and bool(PLACE_AFTER_A.match(text))
    return after.lstrip()[:1] == ":" or not re.search(r"[^\W\d_]{2}", f"{before} {after}")


def _drop_parts(
    hits: list[tuple[int, int, float, str]], text: str, origin: list[int]
) -> list[tuple[int, int, float, str]]:
    """The hits of a line in several languages without those that are only a part of what stands between two
    strokes, where another is all of it and says another thing: `Izdato` of `Izdato od/Authority`."""
    bounds = [0, *(match.end() for match in re.finditer(r"[/·|]", text)), len(text) + 1]
    parts = []
    for first, last in itertools.pairwise(bounds):
        own = [hit for hit in hits if first <= origin[hit[0]] < last]
        letters = sum(map(str.isalpha, text[first:last]))
        covered = sum(
            sum(map(str.isalpha, text[origin[start] : origin[min(end, len(origin)) - 1] + 1]))
            for start, end, *_ in own
        )
        # A misread caption has its part for itself; words that nearly are one stand in any sentence.
        own = [hit for hit in own if hit[2] >= 100 or covered >= MOSTLY * letters]
        parts.append((own, covered >= WHOLE * letters))
    said = {hit[3] for own, whole in parts if whole for hit in own}
    return [hit for own, whole in parts for hit in own if whole or not said or hit[3] in said]


def _join_names(hits: list[tuple[int, int, float, str]]) -> list[tuple[int, int, float, str]]:
    """`Surname, Given names / Nom, Prénoms` announces both names in one line of values."""
    fields = [field for *_, field in hits]
    if not {"familyName", "givenNames"} <= set(fields) <= {"familyName", "givenNames", "fullName"}:
        return hits
    # `Ime/Name`: the English word for the given name is the one that elsewhere means the family name.
    whole = "fullName" if fields[0] != "givenNames" else "givenNames"
    return [(hits[0][0], hits[-1][1], min(score for _, _, score, _ in hits), whole)]


def _is_nationality(code: Item, items: Sequence[Item]) -> bool:
    """Whether a caption of the nationality stands over a code or left of it, near enough to announce it."""
    for item in items:
        down, across = code.middle - item.middle, code.left - item.right
        below = 0 < down < REACH * code.height and abs(code.left - item.left) < REACH * code.height
        beside = abs(down) < code.height / 2 and -code.height < across < REACH * code.height
        if below or beside:
            hits = _hits(fold(item.text))
            if any(field == "nationality" for *_, field in hits):
                return True
    return False


def find_captions(items: list[Item]) -> list[Caption]:
    """Every caption in the lines; neighbouring captions of one field in a line count as one."""
    captions: list[Caption] = []
    for number, item in enumerate(items):
        if "<<" in item.text or (item.text.strip() in AMBIGUOUS and _is_nationality(item, items)):
            continue
        folded, origin = _folded_with_positions(item.text)
        hits = sorted(hit for hit in _hits(folded) if _stands(hit, item.text, origin))
        # Of two captions run together the last word alone may be one: `CSALADI NEVLAST NAME`.
        some = sum(end - start for start, end, *_ in hits) < MOSTLY * len(folded)
        long = len(folded) >= LONG_ENDING + SHORTEST_REST and not any(map(str.isdigit, folded))
        if long and some and all(end == len(folded) for _, end, *_ in hits):
            hits = _run_together(folded) or hits
        hits = _drop_parts(hits, item.text, origin)
        merged: list[tuple[int, int, float, str]] = []
        for start, end, score, field in hits:
            if merged and merged[-1][3] == field:
                merged[-1] = (merged[-1][0], end, max(score, merged[-1][2]), field)
            else:
                merged.append((start, end, score, field))
        for start, end, score, field in _join_names(merged):
            first, last = origin[start], origin[min(end, len(origin)) - 1] + 1
            if (start, end) == merged[0][:2] and item.text[:first].rstrip().endswith("/"):
                first = 0  # the same caption in another language, read too badly to be known
            captions.append(Caption(field, number, first, last, score, item.part(first, last)))
    return captions


def caption_lines(items: list[Item], captions: list[Caption]) -> set[int]:
    """Lines that are captions and nothing else worth reading: most of their letters belong to captions, or
    all of them between two strokes, where the rest is the same in another language."""
    covered: dict[int, int] = {}
    bilingual: set[int] = set()
    for caption in captions:
        text = items[caption.line].text
        covered[caption.line] = covered.get(caption.line, 0) + caption.end - caption.start
        after, before = text[caption.end :].lstrip(), text[: caption.start].rstrip()
        if caption.start <= 3 and after[:1] in ("/", "("):
            bilingual.add(caption.line)
        if before[-1:] in ("/", "·") and not after.strip(" .:)") and not any(map(str.isdigit, text)):
            bilingual.add(caption.line)
    full = {line for line, length in covered.items() if length >= 0.6 * len(items[line].text.strip())}
    return full | bilingual
