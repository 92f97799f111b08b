"""The evening of a stop: its summary written, signed and printed, the stop closed, the recap."""
