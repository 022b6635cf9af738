"""What an operator does now and then: back up, restore, turn the server's keys, and let go of what is over."""
