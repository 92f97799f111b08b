"""The survey: a few questions on a stop or a session, answered once by each entitled person."""
