"""The public memory: what was asked, answered, promised and done, over all stops and years."""
