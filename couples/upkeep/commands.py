"""The commands of upkeep: each says what it did in one line, or why it did nothing in one sentence."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from couples.settings import load
from couples.upkeep.problem import Problem


@contextmanager
def told() -> Iterator[None]:
    try:
        yield
    except Problem as problem:
        raise click.ClickException(str(problem)) from None


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
def backup(path: Path | None) -> None:
    """Copy the database, also while the server runs. The keys are not in it."""
    from couples.upkeep.backup import make

    with told():
        made = make(load(), path, datetime.datetime.now(datetime.UTC))
    click.echo(f"Backed up to {made.path} ({made.size:,} bytes): {made.found}. The keys are not in it.")


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--replace", is_flag=True, help="Also where there is a database already. What is in it is lost."
)
def restore(path: Path, replace: bool) -> None:
    """Put a backup in place of the database, without those who left since. The server must be stopped."""
    from couples.factory import make_app
    from couples.upkeep.restore import restore as put

    with told():
        done = put(load(), path, make_app, over=replace)
    click.echo(
        f"Restored {path.name}: {done.found}; people deleted {done.deleted}, returned {done.returned}."
    )


@click.group()
def keys() -> None:
    """The server's own keys."""


@keys.command()
def rotate() -> None:
    """Make new keys and seal under them what was sealed under older ones. The server must be stopped."""
    from couples.upkeep.rotate import rotate as turn

    settings = load()
    with told():
        done = turn(settings, time.time())
    click.echo(
        f"Key {done.epoch} seals from now on; {done.changed:,} were sealed anew, and {done.couples:,} couples have a "
        f"new key. Older keys still here: {done.older}. Each goes {settings.key_days} days after it was replaced. "
        "Copy keys.json to where you keep it."
    )


@click.group()
def retention() -> None:
    """What is over."""


@retention.command()
def run() -> None:
    """Let go of what is over. The server does it too, once a day."""
    from couples.factory import make_app
    from couples.upkeep.retention import run as let_go

    with told():
        click.echo(let_go(load(), make_app, time.time()))


COMMANDS = (backup, restore, keys, retention)
