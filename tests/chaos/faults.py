"""What is done to the house: one fault after another, in an order that the seed gives."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from random import Random

from tests.chaos.house import House

PAUSE_SECONDS, OUTAGE_SECONDS = (2.0, 14.0), (0.5, 6.0)
"""Long enough in between for a worker to load its models and read something: one that never works tests
nothing."""
JUMPS = (-7200, -600, -45, -8, 8, 45, 600, 7200)
"""Seconds. Longer than a lease and shorter; none as long as idempotency keys are kept."""


class Faults:
    """Each kind comes once in a random order, then again, until stopped."""

    def __init__(
        self, house: House, chance: Random, report: Callable[[str], None], pace: float = 1.0
    ) -> None:
        """`pace` shortens pauses and outages; they are drawn alike."""
        self._house, self._chance, self._report, self._pace = house, chance, report, pace
        self.done: Counter[str] = Counter()
        self.rounds = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="faults")
        self.kinds: dict[str, Callable[[float], str]] = {
            "web killed": self._kill_web,
            "worker killed": self._kill_worker,
            "worker's child killed": self._kill_child,
            "beat killed": self._kill_beat,
            "broker stopped": self._stop_broker,
            "scans stopped": self._stop_scans,
            "database crashed": self._crash_database,
            "mail server stopped": self._stop_mail,
            "receiver refuses": self._refuse,
            **{f"disk full: {name}": self._filling(name) for name in house.servers.disks},
        }
        self.kinds["clock jumps"] = self._jump

    @property
    def missing(self) -> list[str]:
        """What this machine lets nobody do."""
        return [] if self._house.servers.disks else ["disk full (mounting needs root)"]

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """After the fault that is under way; everything is mended then."""
        self._over.set()
        self._thread.join()
        self._house.servers.recover()
        for member in self._house.members:
            member.set_clock(0)

    def _run(self) -> None:
        while True:
            for kind in self._chance.sample([*self.kinds], len(self.kinds)):
                pause = self._chance.uniform(*PAUSE_SECONDS) * self._pace
                outage = self._chance.uniform(*OUTAGE_SECONDS) * self._pace
                if self._over.wait(pause):
                    return
                self._report(f"{kind}: {self.kinds[kind](outage)}")
                self.done[kind] += 1
            self.rounds += 1

    def _kill_web(self, seconds: float) -> str:
        web = self._chance.choice(self._house.webs)
        with self._house.down(web):
            time.sleep(seconds)
        return f"{web.name} for {seconds:.1f} s"

    def _kill_worker(self, seconds: float) -> str:
        worker = self._chance.choice(self._house.workers)
        with self._house.down(worker):
            time.sleep(seconds)
        return f"{worker.name} for {seconds:.1f} s"

    def _kill_child(self, _: float) -> str:
        worker = self._chance.choice(self._house.workers)
        return worker.name if worker.kill_child(self._chance) else "there was none"

    def _kill_beat(self, seconds: float) -> str:
        with self._house.down(self._house.beat):
            time.sleep(seconds)
        return f"for {seconds:.1f} s"

    def _stop_broker(self, seconds: float) -> str:
        self._house.servers.broker.stop()
        time.sleep(seconds)
        self._house.servers.broker.start()
        return f"for {seconds:.1f} s, its messages lost"

    def _stop_scans(self, seconds: float) -> str:
        self._house.servers.s3.kill()
        time.sleep(seconds)
        self._house.servers.s3.start()
        return f"for {seconds:.1f} s and its start"

    def _crash_database(self, seconds: float) -> str:
        self._house.servers.database.stop()
        time.sleep(seconds)
        self._house.servers.database.start()
        return f"for {seconds:.1f} s and its recovery"

    def _stop_mail(self, seconds: float) -> str:
        self._house.servers.mail.stop()
        time.sleep(seconds)
        self._house.servers.mail.start()
        return f"for {seconds:.1f} s"

    def _refuse(self, seconds: float) -> str:
        self._house.servers.receiver.away = True
        time.sleep(seconds)
        self._house.servers.receiver.away = False
        return f"for {seconds:.1f} s"

    def _filling(self, name: str) -> Callable[[float], str]:
        def fill(seconds: float) -> str:
            disk = self._house.servers.disks[name]
            disk.fill()
            time.sleep(seconds)
            disk.free()
            self._house.servers.database.start()  # it ends itself when it cannot write its log
            return f"for {seconds:.1f} s"

        return fill

    def _jump(self, seconds: float) -> str:
        member, jump = self._chance.choice(self._house.members), self._chance.choice(JUMPS)
        member.set_clock(jump)
        time.sleep(seconds)
        member.set_clock(0)
        return f"{member.name} by {jump:+d} s for {seconds:.1f} s"
