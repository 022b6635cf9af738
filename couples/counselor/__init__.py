"""The counselor's own side: the way in, the couples, and what both of a couple shared."""
