"""How far a suite is, on stderr: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Item = TypeVar("Item")
EVERY_SECONDS = 20.0
"""Between two lines where there is no terminal."""


def follow(items: Iterable[Item], title: str, total: int, done: int = 0) -> Iterator[Item]:
    """Passes the items on and shows how many have gone; `done` were there before."""
    if sys.stderr.isatty():
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(title, total=total, completed=done)
            for item in items:
                yield item
                bar.advance(task)
        return
    told = time.monotonic()
    for number, item in enumerate(items, start=done + 1):
        yield item
        if time.monotonic() - told > EVERY_SECONDS or number == total:
            print(f"  {title}: {number} of {total}", file=sys.stderr, flush=True)
            told = time.monotonic()
