"""The rehearsal: a stop that takes place today, filled with invented people and their questions."""
