"""Items: what is followed up, whether it was asked, suggested or told at a desk; who has it."""
