"""Figures of a year: what was published or entered of it, with its source and its parts."""
