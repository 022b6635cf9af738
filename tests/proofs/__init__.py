"""Proofs in figures: each says how much it tried, and has a twin with a leak made on purpose, which must be found."""
