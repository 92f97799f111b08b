"""Registrations: who comes to a stop, their tickets and badges."""
