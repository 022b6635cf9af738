"""Streams of events: the one writer, the store behind it, and the states in memory."""
