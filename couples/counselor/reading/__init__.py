"""What a counselor reads of a couple over time, and takes along on paper: all from what both share."""
