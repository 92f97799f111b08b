"""Lists of people taken out of the program: asked for by one, granted by another, for a day."""
