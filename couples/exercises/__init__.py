"""The catalogue, and sessions: start one, be in one, read it again."""
