"""Deeds that come by form. They take the same way as those that come by socket."""

from __future__ import annotations

import time
from uuid import uuid4

from markupsafe import Markup

from couples.domain.deed import Deed
from couples.domain.pair import Seat
from couples.house import house
from couples.log.messages import digest
from couples.log.stream import Live
from couples.log.writer import Result
from couples.pairing.seats import Who


def do(who: Who, stream_id: str, deed: Deed, op: str | None = None) -> Result:
    """Done and on disk, or refused, when this returns."""
    return house().writer.do(
        stream=stream_id,
        deed=deed,
        account=who.account_id,
        op=op or str(uuid4()),
        digest=digest(deed),
        authorise=house().seats.acting(who, deed.name),
    )


def seen(who: Who, stream_id: str) -> tuple[Live, Seat] | None:
    """A stream as someone may have it: its state and their seat. None for what is foreign and what is not there."""
    live = house().writer.live(stream_id)
    seat = house().seats.reading(who, live.head) if live else None
    return (live, seat) if live and seat else None


def fragment(who: Who, stream_id: str) -> Markup | None:
    """The stream's element, rendered as the push renders it."""
    found = seen(who, stream_id)
    if found is None:
        return None
    live, seat = found
    kind = house().writer.streams.kinds[live.head.kind]
    return Markup(kind.fragment(live, seat, time.time()))  # noqa: S704 (made by our own templates, escaped there)
