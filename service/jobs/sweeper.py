"""The sweeper: lost wake-ups, dead workers, undecided requests, mail, reminders, deadlines, numbers."""

import logging
import threading
from collections.abc import Callable

from service.api.idempotency import forget_answers
from service.audit.service import seal_log
from service.context import Services
from service.erasure.retention import Retaining
from service.jobs.run import broken_down
from service.jobs.service import Swept, sweep
from service.limits.service import forget_rates
from service.mail.service import send_due
from service.requests.expiry import expire_overdue
from service.requests.following import follow_numbers
from service.requests.reminders import send_reminders
from service.requests.search import forget_searches
from service.requests.undecided import review_undecided
from service.reviews.due import carry_out_due

log = logging.getLogger(__name__)

CHORES: tuple[Callable[[Services], object], ...] = (
    lambda services: review_undecided(services.engine),
    follow_numbers,
    lambda services: send_reminders(services.engine, services.settings),
    lambda services: expire_overdue(services.engine, services.settings),
    carry_out_due,
    lambda services: send_due(services.engine, services.settings),
    seal_log,
    lambda services: forget_answers(services.engine),
    forget_searches,
    lambda services: forget_rates(services.engine),
    Retaining(),
)


def sweep_once(services: Services) -> Swept:
    """One round of everything that is done without anybody asking. A chore that fails costs itself alone."""
    found = sweep(services.engine, broken_down())
    for job_id in found.republish:
        services.wake(job_id)
    for chore in CHORES:
        try:
            chore(services)
        except Exception as error:  # noqa: BLE001 - the other chores must go on
            log.warning("a chore of the sweeper failed: %s", type(error).__name__)
    return found


def sweep_until(services: Services, stopped: threading.Event) -> None:
    """Sweeps until the event is set. A database that is away only costs a round."""
    while not stopped.wait(services.settings.sweep_seconds):
        try:
            sweep_once(services)
        except Exception as error:  # noqa: BLE001 - the sweeper is what mends the rest, so it goes on
            log.warning("sweep failed: %s", type(error).__name__)
