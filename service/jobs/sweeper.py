"""The sweeper: lost wake-ups, dead workers, unsent mail, reminders, deadlines, replaced numbers."""

import logging
import threading

from service.context import Services
from service.jobs.run import broken_down
from service.jobs.service import Swept, sweep
from service.mail.service import send_due
from service.requests.expiry import expire_overdue
from service.requests.numbers import follow_replaced
from service.requests.reminders import send_reminders

log = logging.getLogger(__name__)


def sweep_once(services: Services) -> Swept:
    """One round: publishes and parks jobs, follows numbers, reminds, expires, sends mail."""
    found = sweep(services.engine, services.settings.job_max_attempts, broken_down())
    for job_id in found.republish:
        services.wake(job_id)
    follow_replaced(services.engine)
    send_reminders(services.engine, services.settings)
    expire_overdue(services.engine, services.settings)
    send_due(services.engine, services.settings)
    return found


def sweep_until(services: Services, stopped: threading.Event) -> None:
    """Sweeps until the event is set. A database that is away only costs a round."""
    while not stopped.wait(services.settings.sweep_seconds):
        try:
            sweep_once(services)
        except Exception as error:  # noqa: BLE001 - the sweeper is what mends the rest, so it goes on
            log.warning("sweep failed: %s", type(error).__name__)
