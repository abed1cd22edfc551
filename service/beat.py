"""What goes on beside web and worker: the sweep and the messages to webhooks, each in its own thread."""

import threading

from service.context import Services
from service.jobs.sweeper import sweep_until
from service.webhooks.delivery import deliver_until


def beat_until(services: Services, stopped: threading.Event) -> None:
    """Works until the event is set. Several processes may do so at the same time."""
    deliveries = threading.Thread(target=deliver_until, args=(services, stopped), name="webhooks")
    deliveries.start()
    sweep_until(services, stopped)
    deliveries.join()
