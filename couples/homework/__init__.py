"""Practice between two meetings: a counselor gives it, the two begin it, and either puts it away."""
