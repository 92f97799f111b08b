"""What became of it, as data for other programs: answers for everybody, figures for staff."""
