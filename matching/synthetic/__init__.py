"""Invented people for tests, benchmarks and the demonstration registry, and requests with errors."""

from matching.synthetic.people import generate_parquet, generate_persons, write_registry

__all__ = ["generate_parquet", "generate_persons", "write_registry"]
