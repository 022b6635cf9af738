"""The balance between the two: what it is worked out from, how, and what may be said of it. Source: docs/balance.md."""
