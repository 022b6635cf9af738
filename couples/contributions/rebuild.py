"""Work all of it out anew from the log. The rows must be the ones that the writer kept along the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import delete, select

from couples.contributions.actions import keep
from couples.contributions.models import ContributionRow
from couples.contributions.queries import since
from couples.domain.balance.facts import Contribution
from couples.domain.balance.sources import of_item, of_session
from couples.log.batch import Batch
from couples.log.rows import STREAM
from couples.log.stream import Head, Live
from couples.log.writer import Writer

ALWAYS = float("-inf")
_COUNTS = STREAM.c.kind.in_(("session", "ledger"))


@dataclass(frozen=True)
class Rebuilt:
    """How many couples and streams were read, and how many facts came or went. None should."""

    couples: int = 0
    streams: int = 0
    facts: int = 0
    changed: int = 0

    def __add__(self, other: Rebuilt) -> Rebuilt:
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return Rebuilt(*(one + two for one, two in pairs))


def rebuild(writer: Writer) -> Rebuilt:
    """Each couple in a transaction of its own, so that a running server waits for no more than that."""
    couples = select(STREAM.c.couple_id).where(_COUNTS).distinct()
    total = Rebuilt()
    for id in writer.run(lambda batch: list(batch.connection.execute(couples).scalars())):
        total += writer.run(partial(_couple, couple_id=id))
    return total


def _couple(batch: Batch, couple_id: str) -> Rebuilt:
    streams = select(STREAM.c.id).where(STREAM.c.couple_id == couple_id, _COUNTS)
    ids = list(batch.connection.execute(streams).scalars())
    head = batch.streams.head(batch.connection, ids[0])
    assert head is not None
    before = Counter(_facts(batch, head))
    batch.connection.execute(delete(ContributionRow).where(ContributionRow.couple_id == couple_id))
    for id in ids:
        live = batch.streams.load(batch.connection, id)
        if live is not None and live.state is not None:
            for about, found in _said(live):
                keep(batch, head, about, found)
    after = Counter(_facts(batch, head))
    changed = (before - after).total() + (after - before).total()
    return Rebuilt(1, len(ids), after.total(), changed)


def _facts(batch: Batch, head: Head) -> list[Contribution]:
    return since(batch.connection, head, batch.streams.keys, ALWAYS)


def _said(live: Live) -> Iterator[tuple[str, Iterable[Contribution]]]:
    if live.head.kind == "session":
        yield live.head.id, of_session(live.state, live.head.id)
    else:
        yield from ((item.id, of_item(item)) for item in live.state.items.values())
