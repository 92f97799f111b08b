"""Keeping floods of invented forms away from the database, and real people out of their way."""
