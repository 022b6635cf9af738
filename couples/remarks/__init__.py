"""What a counselor says of a shared session: to both of the couple, or to nobody but themself."""
