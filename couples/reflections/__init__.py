"""What one person writes alone, sealed in their vault. No other part of the house imports this one: what is
written here leaves it only as a copy that its author makes (a letter)."""
