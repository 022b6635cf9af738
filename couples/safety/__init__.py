"""What keeps people safe: help, the private check, and a quick way out."""
