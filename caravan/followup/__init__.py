"""What becomes of it: answers, promises, the stop's summary."""
