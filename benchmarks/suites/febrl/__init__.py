"""The suite `febrl`: FEBRL4 by names, birth date and place alone, ours beside Splink and plain rapidfuzz."""
