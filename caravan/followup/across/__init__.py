"""Across the tour: themes, answers and promises over stops and years, with small numbers hidden."""
