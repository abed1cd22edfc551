"""A really started portal and a browser. Nothing is replaced by a stand-in."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e import axe as checker
from tests.needs import miss

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PERSONS = "2000"
START_LIMIT, STOP_LIMIT = 240, 30
"""Seconds."""
ACTION_LIMIT = 60_000
"""Milliseconds: reading a sample takes seconds, more where the machine is busy."""
expect.set_options(timeout=ACTION_LIMIT)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the portal keeps its data and its log."""
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="session")
def portal(folder: Path) -> Iterator[str]:
    """The address of `belgianidpro serve` on a free port, with data of its own and a small registry."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["BELGIANIDPRO_DATA_DIR"] = str(folder / "data")
    environment["BELGIANIDPRO_DECISION_GRACE_SECONDS"] = "8"
    command = [sys.executable, "-m", "service", "serve", "--port", str(port), "--persons", PERSONS]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_up(address, process, folder / "log")
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="session")
def demo_token(portal: str, folder: Path) -> str:
    """The demonstration's API token, an employer's."""
    return (folder / "data" / "keys" / "demo-api-token").read_text()


def wait_until_up(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Returns when the sign-in page answers."""
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the portal ended with {process.returncode}: {log.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(f"{address}/sign-in", timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the portal did not answer within {START_LIMIT} s: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium; where CI=true it must be there."""
    if CHROMIUM is None:
        miss("a browser, for the walks through the portal: apt-get install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own; a script error or a refused resource fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(locale: str = "en-GB", *, scripts: bool = True, width: int = 1280) -> Page:
        context = browser.new_context(
            locale=locale, java_script_enabled=scripts, viewport={"width": width, "height": 900}
        )
        context.set_default_timeout(ACTION_LIMIT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if "Content Security" in message.text else None,
        )
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Fails the test for anything that axe-core (WCAG 2.2 AA) finds on a page as it stands: `axe(page)`.

    Asked on every page and in every state: after errors, with pieces opened, with a dialogue shown.
    """
    checker.source()
    return checker.check
