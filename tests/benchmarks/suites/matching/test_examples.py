"""The suite's pictures of decisions, from a real run over a small registry."""

from pathlib import Path
from xml.etree import ElementTree

from benchmarks.suites.matching.examples import MOST_WRONG, is_wanted, write_examples
from benchmarks.suites.matching.tally import measure
from matching.index import PersonIndex
from matching.person import Decision
from matching.synthetic import generate_persons, generate_requests


def test_a_run_draws_one_decision_of_each_kind(tmp_path: Path) -> None:
    people = generate_persons(2_000, seed=5)
    cases = generate_requests(people, 150, seed=6)
    tally = measure(cases, PersonIndex(people))
    (tmp_path / "run-match-9.svg").write_text("of an older run")
    names = write_examples(tally.examples, tmp_path, "run")
    assert {path.name for path in tmp_path.iterdir()} == set(names)
    assert {"run-match-1.svg", "run-review-1.svg"} <= set(names)
    for name in names:
        svg = ElementTree.parse(tmp_path / name).getroot()
        title = next(svg.iter("{http://www.w3.org/2000/svg}title")).text
        assert title.startswith(name.split("-")[1])
    asked = next(case for outcome, case, _ in tally.examples if outcome == "match").request
    assert asked.names[0].family_name in (tmp_path / "run-match-1.svg").read_text(encoding="utf-8")


def test_what_went_wrong_is_kept_oftener_and_nothing_without_a_candidate() -> None:
    people = generate_persons(500, seed=7)
    cases = generate_requests(people, 20, seed=8)
    _, case, decision = measure(cases, PersonIndex(people)).examples[0]
    kept = ("match", case, decision), *[("wrongMatch", case, decision)] * (MOST_WRONG - 1)
    assert not is_wanted("match", decision, kept)
    assert is_wanted("wrongMatch", decision, kept)
    assert not is_wanted("wrongMatch", decision, (*kept, kept[-1]))
    assert not is_wanted("new", Decision(outcome="newPerson", reasons=[]), ())
