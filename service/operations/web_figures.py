"""Figures of this web process: how long calls took, by route and status."""

from prometheus_client import CollectorRegistry, Histogram

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class WebFigures:
    """One for each application; `registry` is what a scrape reads."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._calls = Histogram(
            "belgianidpro_http_seconds",
            "Time of a call until its last byte, in this web process.",
            ["method", "route", "status"],
            buckets=SECONDS,
            registry=self.registry,
        )

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a call. Labels are of small sets: templates, not addresses."""
        self._calls.labels(method, route, str(status)).observe(seconds)
