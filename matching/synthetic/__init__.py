"""Invented people for tests, benchmarks and the demonstration registry, and requests with errors."""

from matching.synthetic.errors import ErrorRates
from matching.synthetic.people import generate_persons, write_registry
from matching.synthetic.requests import LabelledRequest, generate_requests

__all__ = ["ErrorRates", "LabelledRequest", "generate_persons", "generate_requests", "write_registry"]
