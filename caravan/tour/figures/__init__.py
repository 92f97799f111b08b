"""Figures of earlier reports: what was published of a year, with its source and its parts."""
