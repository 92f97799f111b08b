"""Forms of the tour: shape only, one file for each subject."""
