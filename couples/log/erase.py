"""Erasing: the words of one person in a stream, or whole streams. Rows are deleted, not marked.

What both signed belongs to both and stays. Events themselves hold no words and stay too, so that a stream still folds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, bindparam, delete, or_, select

from couples.domain.own import signed_by_both
from couples.domain.pair import Seat
from couples.log import codec
from couples.log.rows import ACCEPTED, DRAFT, EVENT, STREAM, WORDS
from couples.log.stream import Place, StreamKind

_AT = and_(WORDS.c.stream_id == bindparam("b_stream"), WORDS.c.version == bindparam("b_version"))


def places_of(
    connection: Connection, stream_id: str, kind: StreamKind, seat: Seat, steps: Sequence[str] = ()
) -> list[Place]:
    """Where the words of one person are, of a whole stream or of some steps, without what both signed."""
    query = (
        select(EVENT.c.stream_id, EVENT.c.version, EVENT.c.name, EVENT.c.at, EVENT.c.body)
        .where(or_(EVENT.c.stream_id == stream_id, EVENT.c.about == stream_id))
        .order_by(EVENT.c.id)
    )
    events = [
        (codec.event(kind.events, row.name, row.at, row.body, {}), (row.stream_id, row.version))
        for row in connection.execute(query)
    ]
    signed = signed_by_both(events)
    return [
        place
        for event, place in events
        if event.seat == seat and place not in signed and (not steps or event.step in steps)
    ]


def erase(connection: Connection, places: Iterable[Place]) -> None:
    told = [{"b_stream": stream, "b_version": version} for stream, version in places]
    if told:
        connection.execute(delete(WORDS).where(_AT), told)


def erase_drafts(connection: Connection, stream_id: str, seat: Seat, steps: Sequence[str] = ()) -> None:
    theirs = delete(DRAFT).where(DRAFT.c.stream_id == stream_id, DRAFT.c.seat == seat)
    connection.execute(theirs.where(DRAFT.c.step.in_(steps)) if steps else theirs)


def drop(connection: Connection, stream_ids: Iterable[str]) -> None:
    """Whole streams, with all that was ever said about them, also in the own streams of people."""
    for id in stream_ids:
        connection.execute(delete(WORDS).where(or_(WORDS.c.stream_id == id, WORDS.c.about == id)))
        connection.execute(delete(EVENT).where(or_(EVENT.c.stream_id == id, EVENT.c.about == id)))
        for table in (DRAFT, ACCEPTED):
            connection.execute(delete(table).where(table.c.stream_id == id))
        connection.execute(delete(STREAM).where(STREAM.c.id == id))


def forget_deeds(connection: Connection, account_id: str) -> None:
    """The op ids of all that someone did."""
    connection.execute(delete(ACCEPTED).where(ACCEPTED.c.account_id == account_id))
