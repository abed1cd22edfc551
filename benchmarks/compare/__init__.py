"""Two runs side by side: the same cases paired, what changed, and whether chance explains it."""
