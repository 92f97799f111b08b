"""Forms of the tour: shape only."""
