"""Manual review: the queue, the case, the reviewer's decision."""
