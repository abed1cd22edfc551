"""The sweeper: lost wake-ups, dead workers, unsent mail, requests that nobody answered."""

import logging
import threading

from service.api.idempotency import forget_answers
from service.audit.service import seal_log
from service.context import Services
from service.jobs.run import broken_down
from service.jobs.service import Swept, sweep
from service.mail.service import send_due
from service.requests.expiry import expire_overdue
from service.requests.search import forget_searches

log = logging.getLogger(__name__)


def sweep_once(services: Services) -> Swept:
    """One round of everything that is done without anybody asking."""
    found = sweep(services.engine, broken_down())
    for job_id in found.republish:
        services.wake(job_id)
    send_due(services.engine, services.settings)
    expire_overdue(services.engine)
    seal_log(services)
    forget_answers(services.engine)
    forget_searches(services.engine)
    return found


def sweep_until(services: Services, stopped: threading.Event) -> None:
    """Sweeps until the event is set. A database that is away only costs a round."""
    while not stopped.wait(services.settings.sweep_seconds):
        try:
            sweep_once(services)
        except Exception as error:  # noqa: BLE001 - the sweeper is what mends the rest, so it goes on
            log.warning("sweep failed: %s", type(error).__name__)
