"""A short run of the chaos suite: every kind of fault at least once, a few requests, every promise kept."""

import os

import pytest

from tests.chaos.run import run


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.skipif(
    "CHAOS_SEED" not in os.environ, reason="minutes of faults: CHAOS_SEED=4 pytest, or make chaos"
)
def test_every_fault_once_breaks_no_promise(make_folder):
    """`make chaos` does the same with hundreds of requests."""
    seed = int(os.environ.get("CHAOS_SEED", "4"))
    outcome = run(make_folder, 6, seed, 4, lambda _: None, every_fault=True)
    assert outcome.checks
    assert {name: broken for name, broken in outcome.checks.items() if broken} == {}, f"CHAOS_SEED={seed}"
    assert len(outcome.faults) >= 10 - 2 * bool(outcome.missing)
    if outcome.missing:
        pytest.skip("NOT PERMITTED, NOT TESTED: " + ", ".join(outcome.missing))


@pytest.fixture
def make_folder():
    """Not pytest's: the database's own user cannot reach that when the tests run as root."""
    import shutil
    import tempfile
    from pathlib import Path

    folder = Path(tempfile.mkdtemp(prefix="belgianidpro-chaos-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
