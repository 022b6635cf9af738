"""The ledger: what the two said and agreed, beyond one session. One live page, "Ours"."""
