"""Ways in beside the passphrase: passkeys, and one-time codes as a second step."""
