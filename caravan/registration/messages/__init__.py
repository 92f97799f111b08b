"""Short messages to attendees: registered, tomorrow, changed; and what staff see of them."""
