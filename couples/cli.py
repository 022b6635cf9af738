"""The `couples` command. `serve` patches for gevent before anything else is imported."""

from __future__ import annotations

import sys


def main() -> None:
    if sys.argv[1:2] in (["serve"], ["demo"]):
        from gevent import monkey

        monkey.patch_all()
    from couples.commands import cli

    cli(prog_name="couples")
