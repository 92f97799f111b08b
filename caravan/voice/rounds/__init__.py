"""Rounds: the times in which a stop takes questions, each with names or without."""
