"""Scans and what is derived from them: encrypted objects behind a small Protocol."""
