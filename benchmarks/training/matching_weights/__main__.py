"""The matcher's weights, from invented people to `models/matching/weights.toml`.

`… fit` counts levels among requests about registered people and among pairs of two people, and writes m, u
and their counts. `… check` counts anew, of other people of the same population, and says what has drifted.
`… splink` has Splink estimate m by EM and u by random sampling over the same levels, and prints both.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.training.matching_weights.check import find_contradictions, find_drift
from benchmarks.training.matching_weights.fit import fit
from benchmarks.training.matching_weights.sample import draw_sample
from benchmarks.training.matching_weights.write import write_weights
from matching.weights import WEIGHTS, read_weights

FIT_SEED, CHECK_SEED, SPLINK_SEED = 7001, 7101, 7201


def main(words: Sequence[str] | None = None) -> int:
    """The exit code: 1 when the check finds that the file has drifted."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.training.matching_weights",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, persons, seed, line in (
        ("fit", 200_000, FIT_SEED, "count and write"),
        ("check", 50_000, CHECK_SEED, "count anew and compare"),
        ("splink", 20_000, SPLINK_SEED, "compare with Splink's estimates"),
    ):
        command = commands.add_parser(name, help=line)
        command.add_argument("--persons", type=int, default=persons, help="in the registry (%(default)s)")
        command.add_argument("--seed", type=int, default=seed, help="(%(default)s)")
        command.add_argument("--file", type=Path, default=WEIGHTS, help="the weights")
    asked = parser.parse_args(words)
    weights = read_weights(asked.file)
    if asked.command == "splink":
        from benchmarks.training.matching_weights.beside_splink import compare_with_splink

        compare_with_splink(asked.persons, asked.seed, weights)
        return 0
    sample = draw_sample(asked.persons, asked.seed, weights)
    if asked.command == "fit":
        write_weights(fit(sample, weights), asked.file)
        print(f"{asked.file}: counted on {sample.persons} persons, {sample.requests} requests about them")
        return 0
    lines = [*find_contradictions(weights), *find_drift(sample, weights)]
    print("\n".join(lines) or "the weights are what the generator does")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
