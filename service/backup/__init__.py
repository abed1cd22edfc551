"""Backup and restore: database, scans and keys, each in a place of its own."""
