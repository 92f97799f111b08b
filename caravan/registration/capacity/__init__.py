"""How many a hall holds: a line that staff see, a limit that is kept, and who waits for a place."""
