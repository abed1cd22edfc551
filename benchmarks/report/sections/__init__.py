"""One file a suite: its rows and figures as tables and charts."""
