"""What other programs read of a published stop: calendars, schedule files, event data, feed."""
