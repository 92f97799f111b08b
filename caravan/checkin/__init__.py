"""Check-in: arrivals at the gate, and badges printed."""
