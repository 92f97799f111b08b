"""Staff of the foundation: who they are, what they may do, how they sign in."""
