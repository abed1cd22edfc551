"""The registry of persons: search, assignment, numbers."""
