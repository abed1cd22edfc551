"""Signed messages to a company's own software when one of its requests changes its state."""
