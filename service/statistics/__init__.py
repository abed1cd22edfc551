"""Figures without values: how requests were answered, how readings were corrected. For data scientists."""
