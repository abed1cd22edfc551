"""Demonstration mode: accounts, a synthetic registry and sample documents."""
