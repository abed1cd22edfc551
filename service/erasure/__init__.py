"""Erasing what is no longer needed: on demand, by age, never under a legal hold; and the proof of it."""
