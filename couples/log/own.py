"""What each part of the house has of one person. Every package that keeps something of people hands over a `Part`.

So the page on which people take or delete what is theirs knows none of the packages, and a new one is forgotten
nowhere: it adds its part in couples/parts.py, or where the factory calls that.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from couples.domain.events import Drafted
from couples.domain.own import Placed
from couples.log import store
from couples.log.rows import STREAM
from couples.log.stream import Head
from couples.log.streams import Streams


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that someone wrote or chose: what it was about, what was asked, and what they said.

    `of` is "both" for what both signed.
    """

    about: str
    label: str
    text: str | tuple[str, ...]
    of: Literal["me", "both"] = "me"


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together: a session, an entry, a letter. `at` is in seconds since 1970."""

    title: str
    at: float
    lines: tuple[Line, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose own it is, and the key of their vault where it is open."""

    account_id: str
    vault: bytes | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """`name` is the key in data.json, `title` the heading for people."""

    name: str
    title: str
    export: Callable[[Asked], Iterable[Piece]]


@dataclass(frozen=True, slots=True)
class Told:
    """A stream as it was written down, with the half-written words of both."""

    head: Head
    events: Sequence[Placed]
    drafts: Sequence[Drafted]


def told(streams: Streams, connection: Connection, stream_id: str) -> Told | None:
    """None where there is no such stream, or it has no rules (an own stream)."""
    head = streams.head(connection, stream_id)
    if head is None or head.kind not in streams.kinds:
        return None
    events = store.events(connection, head, streams.kinds[head.kind], streams.keys)
    return Told(head, events, store.drafts(connection, head, streams.keys))


def day_of(at: float) -> str:
    return datetime.datetime.fromtimestamp(at, datetime.UTC).date().isoformat()


def streams_of(connection: Connection, kind: str, couples: Any) -> list[str]:
    """Every stream of a kind that these couples have. `couples` is a query or a list of ids."""
    query = select(STREAM.c.id).where(STREAM.c.kind == kind, STREAM.c.couple_id.in_(couples))
    return list(connection.execute(query).scalars())
