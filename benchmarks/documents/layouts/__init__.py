"""Schematic documents of real states, drawn from data: a file a state, a family of layouts, a language."""
