"""The feedback desk: one board of all items, what each is about, which say the same, who has it."""
