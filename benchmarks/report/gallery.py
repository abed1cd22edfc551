"""Failures to look at: the picture, what was printed and read, and why. Drawn documents alone."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape
from pathlib import Path

from benchmarks.report.page import embed_picture, embed_svg
from benchmarks.results.cases import CaseRow

MOST = 24


def mark_difference(printed: str, read: str) -> str:
    """Both lines, what differs marked in each."""
    first, second = [], []
    for kind, a, b, c, d in SequenceMatcher(None, printed, read, autojunk=False).get_opcodes():
        one, other = escape(printed[a:b]), escape(read[c:d])
        first.append(one if kind == "equal" else f"<del>{one}</del>")
        second.append(other if kind == "equal" else f"<ins>{other}</ins>")
    return f"<code>printed {''.join(first)}</code><code>read    {''.join(second)}</code>"


def card(title: str, source: str, words: Sequence[str]) -> str:
    """One failure; `source` is a data URL, `words` are HTML."""
    picture = f'<img src="{source}" alt="{escape(title)}">' if source else ""
    return f'<div class="card">{picture}<strong>{escape(title)}</strong><br>{"<br>".join(words)}</div>'


def gallery(cards: Sequence[str], none: str) -> str:
    """The cards, or what to say when there is none."""
    return f'<div class="gallery">{"".join(cards)}</div>' if cards else f"<p>{escape(none)}</p>"


def show_zones(rows: Sequence[CaseRow], folder: Path) -> str:
    """Zones that were not read as printed; private ones by hash and outcome alone."""
    wrong = [row for row in rows if not row.right]
    cards = []
    for row in sorted(wrong, key=lambda one: -(one.confidence or 0))[:MOST]:
        name = f"{row.case.split(',')[0].replace(' ', '-')}-{row.severity}.jpg"
        source = "" if row.private else embed_picture(folder / name)
        words = [escape(f"{row.documentType}, {row.condition} at severity {row.severity}: {row.outcome}")]
        if row.confidence is not None:
            words.append(f"confidence {row.confidence:.3f}")
        if row.expected and row.read:
            pairs = zip(row.expected.split("\n"), row.read.split("\n"), strict=False)
            words += [mark_difference(printed, read) for printed, read in pairs if printed != read]
        cards.append(card(row.case, source, words))
    return gallery(cards, "Every zone was read as printed.")


def show_fields(rows: Sequence[CaseRow], folder: Path) -> str:
    """Uploads with a field that is not right."""
    by_case: dict[str, list[CaseRow]] = {}
    for row in rows:
        if not row.right:
            by_case.setdefault(row.case, []).append(row)
    cards = []
    for case, wrong in list(by_case.items())[:MOST]:
        words = []
        for row in wrong:
            told = escape(f"{row.field}: {row.status}, confidence {row.confidence or 0:.2f}")
            hidden = row.private or row.expected is None
            if hidden or row.read is None:
                words.append(told + ("" if hidden else f"<code>printed {escape(row.expected or '')}</code>"))
            else:
                words.append(told + mark_difference(row.expected or "", row.read))
        source = "" if wrong[0].private else embed_picture(folder / f"{case}.jpg")
        cards.append(card(f"{case}, {wrong[0].set}", source, words))
    return gallery(cards, "Every field was read as printed.")


def show_verdicts(rows: Sequence[CaseRow], folder: Path) -> str:
    """Captures about which `acceptable` was wrong."""
    cards = [
        card(
            row.case,
            embed_picture(folder / f"{row.case.replace(' ', '-')}.jpg"),
            [
                escape(row.outcome),
                escape(f"{row.documentType}; {row.condition}; probability {row.confidence:.3f}"),
            ],
        )
        for row in [one for one in rows if not one.right][:MOST]
    ]
    return gallery(cards, "No readable capture was refused, and none that is not was accepted.")


def show_drawings(folder: Path, names: Sequence[str]) -> str:
    """Decisions as waterfalls."""
    cards = [
        f'<figure class="card"><img src="{embed_svg(folder / name)}" alt="{escape(name)}"></figure>'
        for name in names[:MOST]
        if (folder / name).is_file()
    ]
    return f'<div class="gallery drawings">{"".join(cards)}</div>' if cards else ""
