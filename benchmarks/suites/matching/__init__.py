"""The suite `matching`: who is found, who is taken for whom, and how fast, on invented people."""
