"""Mail: an outbox in the database, sent to a folder or over SMTP."""
