"""Who works on a data folder: many at once who share it, or one alone. Ends with the process, however that ends.

A server keeps the server's keys and the states of streams in memory. Neither may change under it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from couples.upkeep.problem import Problem

NAME, SWEEPING = "in-use", "sweeping"
RUNNING = "Couples is running on this data folder, or a backup is. Stop it first, then try again."
BUSY = "Upkeep is at work on this data folder. Try again when it is done."


@contextmanager
def shared(data: Path) -> Iterator[None]:
    """As a server, a worker or a backup. Raises Problem where someone has the folder alone."""
    with _held(data, alone=False):
        yield


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Raises Problem where a server, a worker or a backup is at work."""
    with _held(data, alone=True):
        yield


@contextmanager
def one_at_a_time(data: Path) -> Iterator[None]:
    """For what the server does once a day and an operator may do as well."""
    with _held(data, alone=True, name=SWEEPING):
        yield


@contextmanager
def _held(data: Path, *, alone: bool, name: str = NAME) -> Iterator[None]:
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(data / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle, alone=alone)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, *, alone: bool) -> None:
    try:
        import fcntl
    except ImportError:  # a system without such locks: its operator has to know what runs
        return
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Problem(RUNNING if alone else BUSY) from None
