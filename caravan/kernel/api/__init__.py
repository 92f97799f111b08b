"""What the data for other programs has in common: shapes, ways to answer, the description."""
