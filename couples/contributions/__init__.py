"""Contributions: what sessions and items of the ledger say of the balance, kept as rows by the writer."""
