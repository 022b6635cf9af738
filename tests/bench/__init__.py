"""Loads the real server and, beside it in the same run, a bare one of another make. `bin/bench` starts it."""
