"""Ways in beside the passphrase: one-time codes as a second step."""
