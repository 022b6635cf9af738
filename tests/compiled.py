"""Templates are compiled once in a process of tests, and not again by each test's own app."""

from __future__ import annotations

from jinja2 import BytecodeCache

from couples.security.quiet_log import QuietFlask


class Compiled(BytecodeCache):
    """Code by its template's name and text, as Jinja keeps it on a disk."""

    def __init__(self):
        self._code = {}

    def load_bytecode(self, bucket):
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        self._code[bucket.key, bucket.checksum] = bucket.code


def share():
    """From now on, for every app that is made here."""
    QuietFlask.jinja_options = {"bytecode_cache": Compiled()}
