"""Invitations from a list: read, shown row by row, taken whole or not at all."""
