"""The rules. Pure Python: no Flask, no database, no clock and no chance; those come in as arguments."""
