"""Invented people for tests, benchmarks and the demonstration registry, and requests with errors."""

from matching.synthetic.blocks import Rates
from matching.synthetic.countries import Population
from matching.synthetic.errors import HEAVIER, KINDS, ONE_EDIT, ErrorKind, ErrorRates
from matching.synthetic.people import generate_parquet, generate_persons, write_registry
from matching.synthetic.requests import LabelledRequest, RequestMaker, generate_requests, make_request
from matching.synthetic.sample import population_of, sample_persons

__all__ = [
    "HEAVIER",
    "KINDS",
    "ONE_EDIT",
    "ErrorKind",
    "ErrorRates",
    "LabelledRequest",
    "Population",
    "Rates",
    "RequestMaker",
    "generate_parquet",
    "generate_persons",
    "generate_requests",
    "make_request",
    "population_of",
    "sample_persons",
    "write_registry",
]
