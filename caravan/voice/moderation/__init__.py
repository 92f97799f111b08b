"""What moderators do with what people said: wordings, labels, groups, stars, the private desk."""
