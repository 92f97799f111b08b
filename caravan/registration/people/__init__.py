"""Finding people among many, and seeing that two registrations are one person."""
