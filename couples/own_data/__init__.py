"""What someone has here, in their own hands: take it along, or delete it."""
