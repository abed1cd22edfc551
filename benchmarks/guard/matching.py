"""The frozen run of the matcher: invented people of the names that nothing was fitted on."""

from benchmarks.guard.score import Measured, Score
from benchmarks.suites.matching.session import KIN, POPULATION
from benchmarks.suites.matching.tally import Tally
from benchmarks.suites.matching.tally import measure as measure_requests
from matching.index import PersonIndex
from matching.synthetic import generate_persons, generate_requests

SEED = 20_261_127
PERSONS = {"quick": 4_000, "full": 20_000}
REQUESTS = {"quick": 500, "full": 3_000}


def _count(tally: Tally) -> Score:
    outcomes = tally.outcomes
    dangers = outcomes["wrongMatch"] + outcomes["falseNew"]
    return Score(tally.requests, outcomes["match"] + outcomes["new"], dangers)


def measure(run: str) -> Measured:
    """Requests answered rightly at once; the danger is a wrong match or a false new number."""
    people = generate_persons(PERSONS[run], SEED, population=POPULATION)
    index = PersonIndex(people)
    count = REQUESTS[run]
    everyday = generate_requests(people, count, SEED + 1, population=POPULATION)
    kin = generate_requests(people, count // 4, SEED + 2, mix=KIN, population=POPULATION)
    return {
        "everyday": _count(measure_requests(everyday, index)),
        "relatives": _count(measure_requests(kin, index)),
    }
