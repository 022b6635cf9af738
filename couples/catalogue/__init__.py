"""The catalogue: find an exercise, read about it, keep it, be offered one; and paths through several."""
