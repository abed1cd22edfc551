"""Fits the confidence of fields: what speaks for values of drawn captures, and which of them are right."""
