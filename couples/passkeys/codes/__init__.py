"""One-time codes from an app, asked for after the passphrase by those who chose so."""
