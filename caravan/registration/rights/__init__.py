"""The person's data: what is held, taken away, corrected, opposed to, erased; the staff's clock."""
