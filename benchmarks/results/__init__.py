"""What a run leaves behind: a row a case (Parquet), figures (JSON), and what it was measured on."""
