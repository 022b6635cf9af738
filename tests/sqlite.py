"""Looks into a database with the SQLite that the product has it open with.

Two of them in one process take each other's locks away, since a lock belongs to the process, and then one of them reads
what is over. It showed where the machine had much else to do.
"""

from couples.log.database import sqlite_module

connect = sqlite_module().connect
