"""Other people's matchers beside ours: each scores the same pairs of people, in an environment of its own.

Nothing here imports the product: what a process reads and writes are Parquet files (`tables`).
"""
