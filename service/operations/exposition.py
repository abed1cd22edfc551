"""`/metrics` and `/health` with all parts, on a port of their own that the public does not reach.

Each web process tells its own calls; the figures of the whole come from the database, and are the same from
each.
"""

import json
import logging
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from service.operations.figures import read_figures
from service.operations.health import HealthMonitor
from service.operations.web_figures import WebFigures

log = logging.getLogger(__name__)
KEPT_SECONDS = 5.0
"""Figures of the database are read no oftener: several may scrape, and the tables are large."""
STATES = {"UP": 1.0, "DEGRADED": 0.5, "DOWN": 0.0}


class Installation(Collector):
    """The figures of the database, and the health of each part. Without a database the health alone."""

    def __init__(self, engine: Engine, health: HealthMonitor) -> None:
        self._engine, self._health = engine, health
        self._lock = threading.Lock()
        self._latest: tuple[float, list[Metric]] | None = None

    def collect(self) -> Iterator[Metric]:
        """Called for each scrape."""
        found = self._health.look()
        whole = GaugeMetricFamily("belgianidpro_health", "1 UP, 0.5 DEGRADED, 0 DOWN.")
        whole.add_metric([], STATES[found.status])
        parts = GaugeMetricFamily("belgianidpro_part_up", "Whether a part does its work.", labels=["part"])
        for part, state in found.parts.items():
            parts.add_metric([part], float(state.status == "UP"))
        yield whole
        yield parts
        yield from self._figures()

    def describe(self) -> list[Metric]:
        """Nothing: it must not be asked before there is a database."""
        return []

    def _figures(self) -> list[Metric]:
        with self._lock:
            if self._latest is None or time.monotonic() - self._latest[0] > KEPT_SECONDS:
                try:
                    self._latest = time.monotonic(), read_figures(self._engine)
                except SQLAlchemyError as error:
                    log.warning("figures not read: %s", type(error).__name__)
                    return []
            return self._latest[1]


def serve_figures(
    host: str, port: int, engine: Engine, health: HealthMonitor, web: WebFigures
) -> ThreadingHTTPServer:
    """Answers from a thread of its own until `shutdown`."""
    registry = CollectorRegistry()
    registry.register(Installation(engine, health))

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "belgianIDpro", ""

        def do_GET(self) -> None:
            path = self.path.split("?", 1)[0]
            if path == "/metrics":
                self._send(
                    200, CONTENT_TYPE_LATEST, generate_latest(registry) + generate_latest(web.registry)
                )
            elif path == "/health":
                found = health.look()
                parts = {
                    part: {"status": one.status, "milliseconds": one.milliseconds}
                    | ({"code": one.code} if one.code else {})
                    for part, one in found.parts.items()
                }
                body = json.dumps({"status": found.status, "parts": parts}).encode()
                self._send(503 if found.status == "DOWN" else 200, "application/json", body)
            else:
                self._send(404, "text/plain", b"")

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Scrapes are no news."""

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="figures", daemon=True).start()
    return server
