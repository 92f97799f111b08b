"""Who comes along with a person: how many of which kind, with or without their names."""
