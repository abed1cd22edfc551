"""A number found wrong later: reported, frozen, reviewed, corrected, and everybody who has it is told."""
