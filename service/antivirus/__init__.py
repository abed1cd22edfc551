"""Uploaded files shown to a virus scanner before anything of ours opens them, where one is set up."""
