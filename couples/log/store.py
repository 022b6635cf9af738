"""Reading streams back: the head of a stream, and its state as the fold of its events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from couples.domain.events import Drafted, Event, Kept
from couples.domain.pair import Pair, by_seat
from couples.log import codec
from couples.log.rows import (
    ACCEPTED,
    DRAFT,
    EVENT,
    STREAM,
    WORDS,
    draft_place,
    key_of,
    key_place,
    words_place,
)
from couples.log.stream import Head, Live, StreamKind
from couples.security.keys import Keys
from couples.security.sealing import Words, unseal, unseal_words, unwrap

HeadLoader = Callable[[Connection, str], Head | None]


def load(
    connection: Connection, stream_id: str, heads: HeadLoader, kinds: Mapping[str, StreamKind], keys: Keys
) -> Live | None:
    """The stream as its log says it is; None if there is no such stream or it has no rules (an own stream)."""
    head = heads(connection, stream_id)
    if head is None or head.kind not in kinds:
        return None
    kind = kinds[head.kind]
    version = connection.execute(select(STREAM.c.version).where(STREAM.c.id == stream_id)).scalar_one()
    live = Live(head, None, version, {}, _accepted(connection, stream_id))
    for event, at in events(connection, head, kind, keys):
        live.state = kind.evolve(live.state, event) if live.state else kind.begin(event, connection)
        if isinstance(event, Kept) and event.words:
            live.kept = {**live.kept, key_of(event.seat, event): at}
    for draft in drafts(connection, head, keys):
        live.state = kind.evolve(live.state, draft)
    return live


def events(
    connection: Connection, head: Head, kind: StreamKind, keys: Keys
) -> list[tuple[Event, tuple[str, int]]]:
    """In the order of commits, with words where they have not been erased."""
    query = (
        select(EVENT, WORDS.c.sealed, WORDS.c.wrapped, WORDS.c.opened)
        .outerjoin(WORDS, (WORDS.c.stream_id == EVENT.c.stream_id) & (WORDS.c.version == EVENT.c.version))
        .where(or_(EVENT.c.stream_id == head.id, EVENT.c.about == head.id))
        .order_by(EVENT.c.id)
    )
    return [
        (
            codec.event(kind.events, row.name, row.at, row.body, words_of(row, head, keys)),
            (row.stream_id, row.version),
        )
        for row in connection.execute(query)
    ]


def words_of(row: Row[Any], head: Head, keys: Keys) -> Words:
    """The words of a row of `words`, opened. Raises SealBroken."""
    if row.sealed is None:
        return {}
    where = key_place(row.stream_id, row.version, head.couple_id)
    if row.wrapped is None:
        key = head.key
    elif row.opened:
        key = unseal(head.key, row.wrapped, where)
    else:
        key = unwrap(keys, row.wrapped, where)
    return unseal_words(key, row.sealed, words_place(row.stream_id, row.version, head.couple_id))


def drafts(connection: Connection, head: Head, keys: Keys) -> list[Drafted]:
    found = []
    for row in connection.execute(select(DRAFT).where(DRAFT.c.stream_id == head.id)):
        where = draft_place(row.stream_id, row.seat, row.step, row.part)
        words = unseal_words(unwrap(keys, row.wrapped, where), row.sealed, where)
        found.append(Drafted(at=0.0, seat=row.seat, step=row.step, part=row.part, words=words))
    return found


def _accepted(connection: Connection, stream_id: str) -> dict[tuple[str, str], tuple[bytes, int]]:
    rows = connection.execute(select(ACCEPTED).where(ACCEPTED.c.stream_id == stream_id))
    return {(row.account_id, row.op): (row.digest, row.version) for row in rows}


def stream_of(connection: Connection, couple_id: str, kind: str) -> str | None:
    """The one stream of that kind that a couple has: its own, or its ledger."""
    query = select(STREAM.c.id).where(STREAM.c.couple_id == couple_id, STREAM.c.kind == kind)
    return connection.execute(query).scalar()


def own_streams(connection: Connection, members: Pair[str | None]) -> Pair[str | None]:
    """Each person's own stream."""
    wanted = [member for member in members if member]
    rows = connection.execute(
        select(STREAM.c.account_id, STREAM.c.id).where(
            STREAM.c.kind == "own", STREAM.c.account_id.in_(wanted)
        )
    )
    found = {row.account_id: row.id for row in rows}
    return by_seat(lambda seat: found.get(members[seat] or ""))
