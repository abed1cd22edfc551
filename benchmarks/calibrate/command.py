"""`python -m benchmarks calibrate quality|confidence|matching [--data PATH…] [--out DIR] [--install]`."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.calibrate.confidence import fit_confidence
from benchmarks.calibrate.install import install, write_card
from benchmarks.calibrate.matching import fit_matching
from benchmarks.calibrate.plan import Fitted, FittedWorseError, Wish
from benchmarks.calibrate.quality import fit_quality

FITS: Mapping[str, Callable[[Wish], Fitted]] = {
    "quality": fit_quality,
    "confidence": fit_confidence,
    "matching": fit_matching,
}
OUT = Path("reports/calibrate")


def _tell_command(asked: Namespace) -> str:
    """The command as it can be given again, the data by their names alone."""
    words = ["python -m benchmarks calibrate", asked.what]
    words += ["--data " + " ".join(path.name for path in asked.data)] if asked.data else []
    words += [
        f"--{name} {value}" for name in ("count", "seed") if (value := getattr(asked, name)) is not None
    ]
    return " ".join(words)


def calibrate(asked: Namespace) -> int:
    """Fits, writes parameters and card into the folder, installs them when asked to. The exit code."""
    out = asked.out or OUT / asked.what
    out.mkdir(parents=True, exist_ok=True)
    wish = Wish(
        out=out,
        folders=tuple(path for path in asked.data if path.is_dir()),
        corrections=tuple(path for path in asked.data if not path.is_dir()),
        count=asked.count,
        seed=asked.seed,
    )
    fitted = FITS[asked.what](wish)
    print("\n".join(fitted.lines))
    card = write_card(fitted, _tell_command(asked))
    print(f"{fitted.file}\n{card}")
    if asked.install and fitted.is_worse:
        raise FittedWorseError(name=fitted.name)
    if asked.install:
        install(fitted, card)
        print(f"installed into models/{fitted.name}; the suites tell whether it helps: run, then compare")
    return 0
