"""One run: the house is built, people ask, faults strike, everything is mended, and the checks are made."""

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from math import inf
from pathlib import Path
from random import Random
from typing import Any

import httpx
from sqlalchemy import func, select

from service.app import create_services
from service.auth.acting import find_actor, list_ways, make_user
from service.auth.service import create_token
from service.context import Actor, Services, Work
from service.db import transaction
from service.demo.seed import seed_demo
from service.jobs.models import Job
from service.migrate import migrate
from service.organisations.models import Account
from service.requests.models import RequestRecord
from service.webhooks import service as webhooks
from tests.chaos.checks import CHECKS, Aftermath, count_registered, is_quiet
from tests.chaos.faults import Faults
from tests.chaos.house import House
from tests.chaos.people import SAMPLES, Caller, Case, GaveUp, ask, plan_cases, review
from tests.chaos.remembering import remember
from tests.chaos.servers import running_servers

Say = Callable[[str], None]
COMPANIES = ("an@janssens.invalid", "chloe@lambert.invalid")
REVIEWER, SENIOR = "dirk@office.invalid", "eva@office.invalid"
UP_SECONDS, QUIET_SECONDS = 300.0, 300.0
SAY_SECONDS = 20.0
HURRY = 0.3


@dataclass
class Outcome:
    """What a run came to. `checks` has by promise what breaks it."""

    requests: int
    faults: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    troubles: dict[str, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)
    checks: dict[str, list[str]] = field(default_factory=dict)

    @property
    def broken(self) -> bool:
        return any(self.checks.values())

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def run(
    folder: Path,
    requests: int,
    seed: int,
    callers: int,
    say: Say,
    *,
    every_fault: bool = False,
    minutes: float = inf,
) -> Outcome:
    """Runs it. With `every_fault` the faults go on until each kind has struck, however fast people are.

    After so many `minutes` nobody begins another case; the checks are made on what was begun.
    """
    chance = Random(seed)
    cases = plan_cases(requests, seed)
    outcome = Outcome(requests)
    remember(
        folder / "memory",
        {tuple(case.files): [SAMPLES / name for name in case.files] for case in cases}.values(),
    )
    say("samples read")
    with running_servers(folder) as servers:
        house = House(servers, folder)
        migrate(servers.database.url)
        services = create_services(house.settings, servers.database.url)
        seed_demo(services)
        before = count_registered(services)
        tokens = _prepare(services, servers.receiver.url)
        say("seeded")
        house.start()
        try:
            _wait_until_up(house)
            say("up")
            faults = Faults(house, Random(chance.random()), say, HURRY if every_fault else 1.0)
            outcome.missing = faults.missing
            people = [
                Caller(house.addresses, tokens[COMPANIES[number % 2]], Random(chance.random()))
                for number in range(callers)
            ]
            reviewers = [
                Caller(house.addresses, tokens[name], Random(chance.random()), senior=name == SENIOR)
                for name in (REVIEWER, SENIOR)
            ]
            faults.start()
            over = threading.Event()
            looking = [threading.Thread(target=review, args=(one, over), daemon=True) for one in reviewers]
            for thread in looking:
                thread.start()
            try:
                cases = _let_ask(cases, people, say, time.monotonic() + 60 * minutes)
                outcome.requests = len(cases)
                while every_fault and faults.rounds < 1:
                    time.sleep(0.2)
            finally:
                faults.stop()
                over.set()
                for thread in looking:
                    thread.join()
                for caller in (*people, *reviewers):
                    caller.close()
            say("mended")
            _wait_until_up(house)
            _wait_until_quiet(services)
            outcome.troubles = dict(sum((one.troubles for one in (*people, *reviewers)), Counter()))
            outcome.faults = dict(faults.done)
            outcome.starts = {member.name: member.starts for member in house.members}
            after = Aftermath(services, servers, cases, before)
            outcome.checks = {name: [*check(after)] for name, check in CHECKS.items()}
            outcome.attempts, outcome.answers = _figures(services)
        finally:
            house.stop()
            services.engine.dispose()
    return outcome


def _let_ask(cases: list[Case], people: list[Caller], say: Say, until: float) -> list[Case]:
    """Everybody takes the next case until there is none, or no time. Returns those that were begun."""
    begun: list[Case] = []
    waiting: queue.SimpleQueue[Case] = queue.SimpleQueue()
    for case in cases:
        waiting.put(case)

    def work(caller: Caller) -> None:
        while time.monotonic() < until:
            try:
                case = waiting.get_nowait()
            except queue.Empty:
                return
            begun.append(case)
            try:
                ask(caller, case)
            except GaveUp as error:
                case.trouble = str(error)
                say(f"case {case.number}: {error}")
            except (httpx.HTTPError, KeyError, ValueError) as error:
                case.trouble = type(error).__name__
                say(f"case {case.number}: {error!r}")

    threads = [threading.Thread(target=work, args=(caller,), daemon=True) for caller in people]
    for thread in threads:
        thread.start()
    said = 0.0
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.2)
        if time.monotonic() - said > SAY_SECONDS:
            said = time.monotonic()
            counts = Counter(case.state for case in cases)
            say(", ".join(f"{state} {count}" for state, count in sorted(counts.items())))
    return begun


def _prepare(services: Services, hook: str) -> dict[str, str]:
    """A token for each person, and a webhook for each company."""
    tokens = {}
    for email in (*COMPANIES, REVIEWER, SENIOR):
        with transaction(services.engine) as session:
            actor = _actor(session, email)
            tokens[email] = create_token(session, actor.access_id, "chaos")[0]
            if email in COMPANIES:
                webhooks.create_webhook(Work(services, session, replace(actor, role="companyAdmin")), hook)
    return tokens


def _actor(session: Any, email: str) -> Actor:
    account = session.scalars(select(Account).where(Account.email == email)).one()
    way = list_ways(session, account.id)[0]
    return find_actor(session, make_user(account), way.access_id, way.mandate_id)


def _wait_until_up(house: House) -> None:
    deadline = time.monotonic() + UP_SECONDS
    for address in house.addresses:
        while True:
            try:
                if httpx.get(f"{address}/health", timeout=10, trust_env=False).json()["status"] == "UP":
                    break
            except (httpx.HTTPError, ValueError, KeyError):
                pass
            if time.monotonic() > deadline:
                raise TimeoutError("the service did not come up")
            time.sleep(0.3)


def _wait_until_quiet(services: Services) -> None:
    deadline = time.monotonic() + QUIET_SECONDS
    while not is_quiet(services) and time.monotonic() < deadline:
        time.sleep(0.5)


def _figures(services: Services) -> tuple[dict[str, int], dict[str, int]]:
    with transaction(services.engine) as session:
        attempts = session.execute(
            select(Job.attempt, func.count()).where(Job.kind == "extraction").group_by(Job.attempt)
        )
        answers = session.execute(select(RequestRecord.state, func.count()).group_by(RequestRecord.state))
        return {str(n): count for n, count in attempts}, {state: count for state, count in answers}  # noqa: C416
