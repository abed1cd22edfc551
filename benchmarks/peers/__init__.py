"""Readers of machine-readable zones side by side: ours and other people's, each in a process of its own."""
