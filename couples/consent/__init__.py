"""The partners' side of a counselor: one is brought in, each answers in private, and both see what was opened."""
