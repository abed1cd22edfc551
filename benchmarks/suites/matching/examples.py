"""Some decisions of a run as waterfalls (SVG), to be looked at: one of each kind, and what went wrong.

Everybody in them is invented, so the values compared stand beside the fields.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from matching.person import Candidate, Decision
from matching.synthetic import LabelledRequest
from matching.thresholds import DEFAULT
from matching.waterfall import Step, Waterfall, build_waterfall
from matching.waterfall_svg import Words, draw_waterfall

ONE_OF_EACH = 1
MOST_WRONG = 10
"""Of what must not happen there are more pictures."""
WRONG = ("wrongMatch", "falseNew")
STEPS = {
    "prior": "before the comparison",
    "rivals": "other candidates",
    "posterior": "after the comparison",
}
AGREEING = ("exact", "equal")

Example = tuple[str, LabelledRequest, Decision]
"""An outcome as `tally.judge` names it, the request, and what was decided."""


def write_examples(examples: Iterable[Example], folder: Path, run: str) -> list[str]:
    """Draws the likeliest candidate of each example, and the person meant where that is another candidate.

    Returns the names of the files in `folder`, which begin with `run`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{run}-*.svg"):
        old.unlink()
    numbers: Counter[str] = Counter()
    names = []
    for outcome, case, decision in examples:
        numbers[outcome] += 1
        best, *others = decision.candidates
        meant = [("-meant", other) for other in others if other.ssin == case.ssin]
        for suffix, candidate in (("", best), *meant):
            name = f"{run}-{outcome}-{numbers[outcome]}{suffix}.svg"
            (folder / name).write_text(_draw(outcome, case, decision, candidate), encoding="utf-8")
            names.append(name)
    return names


def is_wanted(outcome: str, decision: Decision, kept: Iterable[Example]) -> bool:
    """Whether a decision is worth a picture beside those kept; one without a candidate has none."""
    already = sum(one == outcome for one, _, _ in kept)
    return bool(decision.candidates) and already < (MOST_WRONG if outcome in WRONG else ONE_OF_EACH)


def _draw(outcome: str, case: LabelledRequest, decision: Decision, candidate: Candidate) -> str:
    waterfall = build_waterfall(candidate)
    errors = ", ".join(case.errors) or "no error"
    reasons = " ".join(reason.detail for reason in decision.reasons)
    words = Words(
        title=f"{outcome}: {case.kind}, {errors}",
        description=f"{reasons} {_told(waterfall)}",
        bits="bits",
        total="sum",
        veto=str,
        label=lambda step: _label(step, waterfall.probability),
        number=_number,
        threshold="sure enough",
    )
    return draw_waterfall(waterfall, words, name="waterfall", threshold=DEFAULT.match_bits, alone=True)


def _label(step: Step, probability: float) -> str:
    if step.kind == "posterior":
        return f"{STEPS[step.kind]}: {probability:.7f}"
    if step.kind != "field":
        return STEPS[step.kind]
    if not step.query or step.level in AGREEING:
        return " ".join((step.field, step.query))
    return f"{step.field} {step.query} | {step.candidate}, {step.level}"


def _told(waterfall: Waterfall) -> str:
    labelled = ((_label(step, waterfall.probability), step.bits) for step in waterfall.steps)
    return "; ".join(f"{label} {_number(bits)}" for label, bits in labelled)


def _number(bits: float) -> str:
    return f"{bits:+.1f}".replace("-", "\N{MINUS SIGN}")
