"""The desk: people without a telephone are registered by word of mouth, and leave with paper."""
