"""A run as one HTML page that opens offline, and as a Markdown summary."""
