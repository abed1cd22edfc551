"""The running service under load, spoken to over HTTP only."""
