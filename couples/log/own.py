"""What each part of the house has of one person. Every package that keeps something of people hands over a `Part`.

So the page on which people take or delete what is theirs knows none of the packages, and a new one is forgotten
nowhere: it adds its part in couples/parts.py, or where the factory calls that.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection

from couples.domain.events import Drafted
from couples.domain.own import Placed
from couples.domain.pair import Seat
from couples.log import store
from couples.log.stream import Head
from couples.log.streams import Streams

if TYPE_CHECKING:
    from couples.log.batch import Batch


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
class Going:
    """Who is being deleted: their seat in each couple they are or were in, and the couples with nobody else left."""

    account_id: str
    seats: Mapping[str, Seat]
    left_empty: frozenset[str]


def nothing(*_: Any) -> tuple[Piece, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Part:
    """`name` is the key in data.json, `title` the heading for people.

    `delete` is called in one transaction for all parts, in their order: rows that point at others go before those.
    """

    name: str
    title: str
    export: Callable[[Asked], Iterable[Piece]] = nothing
    delete: Callable[[Batch, Going], object] = nothing


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
