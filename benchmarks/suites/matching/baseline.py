"""Plain rapidfuzz beside the matcher: one similarity of everything written down, and one threshold."""

from collections.abc import Sequence

from rapidfuzz.fuzz import token_sort_ratio

from benchmarks.suites.matching.tally import Tally, judge
from matching.index import PersonIndex
from matching.person import Decision, Person, PersonRequest
from matching.synthetic import LabelledRequest

MATCH = 92.0
"""Above this a plain matcher would link, as its tutorials do; below it would make a new number."""
LIMIT = 40


def measure_plain(labelled: Sequence[LabelledRequest], index: PersonIndex) -> Tally:
    """The same requests over the same candidates, decided by the best similarity alone."""
    tally = Tally()
    for case in labelled:
        asked = _text(case.request)
        scored = [(token_sort_ratio(asked, _text(p)), p) for p in index.search(case.request, LIMIT)]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        person = best[1] if best[0] >= MATCH else None
        number = (person.replaced_by or person.ssin) if person else None
        outcome = "existingPerson" if number else "newPerson"
        decision = Decision.model_validate({"outcome": outcome, "ssin": number, "reasons": []})
        tally.requests += 1
        tally.registered += case.kind == "registered"
        tally.outcomes[judge(case, decision)] += 1
    return tally


def _text(person: Person | PersonRequest) -> str:
    name = person.names[0]
    parts = (name.family_name, name.given_names, person.birth_date, person.place_of_birth)
    return " ".join(part for part in parts if part).lower()
