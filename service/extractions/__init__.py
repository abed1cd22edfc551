"""Uploads and what was read in them."""
