"""Training of the line labeller: pages as lists of lines, as a reader of varying luck would have them."""
