"""Letters: copies of private writing that their author opened to the other of the two."""
