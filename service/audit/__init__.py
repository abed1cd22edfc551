"""An append-only log of looks, searches and decisions. It holds no personal data."""
