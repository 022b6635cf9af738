"""What keeps people safe from others: policy, sealing, headers, limits, quiet logs."""
