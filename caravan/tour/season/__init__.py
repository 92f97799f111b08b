"""Planning a tour: the calendar of a season, warnings about dates, numbers, the line of stops."""
