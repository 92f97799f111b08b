"""The ground every room stands on; a thing enters here when two rooms need it."""
