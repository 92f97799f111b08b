"""Promises kept in sight: what each is held to, its steps, whether askers say that it is done."""
