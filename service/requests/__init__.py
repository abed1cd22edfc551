"""The life of a request for a number."""
