"""The matcher's weights, counted on invented people, and Splink's estimates beside them."""
