"""How often *verified* is wrong: `python -m benchmarks.suites.extraction.verified`.

A promise of one wrong field in 1,000 needs 20,000 fields to be seen, and only documents with an MRZ have
many: drawn ones of all states, those that nobody wrote rules for included, photographed at severities 1
and 2. It goes on where it was stopped, as long as neither code nor models have changed.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.documents.layouts.load import list_states, load_state
from benchmarks.results.environment import describe_commit
from benchmarks.results.intervals import wilson
from benchmarks.results.journal import Journal
from benchmarks.suites.extraction.judge import Result
from benchmarks.suites.extraction.packing import read_on
from benchmarks.suites.extraction.reading import Job

FIELDS, SEED = 20_000, 11
FOLDER = Path("reports/verified")
BATCH = 64
"""Uploads that are read before it is asked whether they suffice."""
ROUND = 4
"""Of so many documents of a kind, the first half have their MRZ (`drawn.make_case`)."""


@dataclass(frozen=True)
class Count:
    """Of one upload: its fields that stand in an MRZ, those of them that are verified, all that are
    verified, and those of these that are wrong: field, printed, said."""

    behind: int
    covered: int
    verified: int
    wrong: list[list[str]]


def list_with_zone(seed: int) -> Iterator[Job]:
    """Jobs without end, kinds of documents in turn, each upload with its MRZ."""
    kinds = [
        (state, kind)
        for state in list_states()
        for kind, document in load_state(state).documents.items()
        if any(side.zone for side in document.sides)
    ]
    order = [kinds[index] for index in np.random.default_rng((seed, 6)).permutation(len(kinds))]
    turn = 0
    while True:
        for state, kind in order:
            yield state, kind, seed, turn // 2 * ROUND + turn % 2
        turn += 1


def count_result(result: Result) -> Count:
    """What counts of a result."""
    verified = [verdict for verdict in result.verdicts if verdict.status == "verified"]
    behind = [verdict for verdict in result.verdicts if verdict.behind]
    return Count(
        len(behind),
        sum(verdict.status == "verified" for verdict in behind),
        len(verified),
        [
            [verdict.field, str(verdict.truth[0]), str(verdict.value)]
            for verdict in verified
            if not verdict.right
        ],
    )


def count_until(fields: int, seed: int, workers: int, journal: Journal) -> Iterator[tuple[str, Count]]:
    """Uploads by name, read until so many fields are verified; those in the journal are not read again."""
    verified = 0
    jobs = list_with_zone(seed)
    while verified < fields:
        for result in read_on(list(islice(jobs, BATCH)), workers, journal):
            count = count_result(result)
            verified += count.verified
            yield result.case.name, count


def summarise(counts: Sequence[tuple[str, Count]]) -> list[str]:
    """The lines to print."""
    behind, covered, verified = (
        sum(getattr(count, name) for _, count in counts) for name in ("behind", "covered", "verified")
    )
    wrong = [(name, *one) for name, count in counts for one in count.wrong]
    low, high = wilson(len(wrong), max(1, verified))
    return [
        f"{len(counts)} uploads, {verified} fields verified, {len(wrong)} wrong: "
        f"{1000 * len(wrong) / max(1, verified):.2f} in 1,000 (95 %: {1000 * low:.2f} to {1000 * high:.2f})",
        f"of {behind} fields that stand in an MRZ {100 * covered / max(1, behind):.1f} % verified",
        *(
            f"  {name}: {field} {printed!r} was printed, {said!r} said"
            for name, field, printed, said in wrong
        ),
    ]


def main(words: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="How often verified fields are wrong.")
    parser.add_argument("--fields", type=int, default=FIELDS, help="verified fields to see (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="(%(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="processes, a core each (%(default)s)")
    parser.add_argument(
        "--out", type=Path, default=FOLDER, help="where it keeps what it has read (%(default)s)"
    )
    options = parser.parse_args(words)
    journal = Journal(options.out / "journal.jsonl", f"{describe_commit()} {options.seed}")
    counts: list[tuple[str, Count]] = []
    for one in count_until(options.fields, options.seed, options.workers, journal):
        counts.append(one)
        for field, printed, said in one[1].wrong:
            print(f"{one[0]}: {field} {printed!r} was printed, {said!r} said", flush=True)
    print("\n".join(summarise(counts)))


if __name__ == "__main__":
    main()
