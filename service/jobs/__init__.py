"""Work that outlives its process: the job table is the truth, the broker only a wake-up."""
