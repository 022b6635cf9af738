"""The vault: one key for each person's private writing, which nobody but they can open."""
