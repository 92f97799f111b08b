"""The bank: questions that the surveys of stops and sessions are made of, with their versions."""
