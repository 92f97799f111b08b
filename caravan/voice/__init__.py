"""What people say: questions, me-too, suggestions, and the hall screen."""
