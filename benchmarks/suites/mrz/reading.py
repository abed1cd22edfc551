"""The readers of a run: each in its process, warm, one at a time."""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.peers.catalogue import READERS, is_installed
from benchmarks.peers.client import ReaderDiedError, ReaderProcess
from benchmarks.peers.protocol import Answer
from benchmarks.suites.mrz.judge import Verdict, judge
from benchmarks.suites.mrz.produce import Made
from benchmarks.suites.mrz.truth import Case

OURS = "ours"
DIED = Answer((), 0.0, 0.0, 0.0, 0.0, "readerDied")
"""What a picture gives that ends the reader's process."""


class Readers:
    """The readers that this run has; the slow ones read a sample."""

    def __init__(self, processes: dict[str, ReaderProcess], stack: ExitStack) -> None:
        self._processes, self._stack = processes, stack
        self._warm: set[str] = set()

    @property
    def names(self) -> list[str]:
        """The readers, the quick ones first."""
        return list(self._processes)

    def ask(self, name: str, path: Path) -> Answer:
        """One picture; the very first is read twice, so that none pays for loading.

        A reader that dies of a picture starts again.
        """
        process = self._processes[name]
        try:
            if name not in self._warm:
                process.read(path)
                self._warm.add(name)
            return process.read(path)
        except ReaderDiedError:
            self._processes[name] = self._stack.enter_context(ReaderProcess(name))
            self._warm.discard(name)
            return DIED

    def read_cases(self, name: str, cases: Iterable[Case]) -> list[Verdict]:
        """The verdicts on pictures as they are."""
        return [judge(case, self.ask(name, case.path)) for case in cases]

    def read_captures(
        self, made: Sequence[Made], sample: Collection[int] = frozenset()
    ) -> dict[str, list[Verdict]]:
        """The verdicts on captures by reader; slow readers read those whose number is in `sample`."""
        verdicts: dict[str, list[Verdict]] = defaultdict(list)
        for name in self.names:
            for item in made:
                if READERS[name].slow and item.job.number not in sample:
                    continue
                answer = self.ask(name, item.case.path)
                verdicts[name].append(
                    judge(item.case, answer, item.job.condition, item.job.severity, item.source)
                )
        return verdicts


@contextmanager
def open_readers(peers: Sequence[str]) -> Iterator[Readers]:
    """Ours and the peers asked for, as far as they are installed; says which are not."""
    with ExitStack() as stack:
        processes = {}
        for name in dict.fromkeys((OURS, *peers)):
            if not is_installed(name):
                print(f"mrz: the reader {name} is not installed and is left out (see docs/benchmarks.md)")
                continue
            try:
                processes[name] = stack.enter_context(ReaderProcess(name))
            except ReaderDiedError as error:
                print(f"mrz: a reader does not start and is left out: {error}", file=sys.stderr)
        yield Readers(processes, stack)
