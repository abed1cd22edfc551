"""The suite `mrz`: how well zones are read, how sure the readers are, and what it costs.

`session` is the way through: specimens as they are, captures of specimens, captures of drawn documents.
"""
