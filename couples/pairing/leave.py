"""Leaving for good: every link of someone ends as any link does, and of what they said nothing stays behind."""

from __future__ import annotations

from sqlalchemy import delete, select

from couples.domain.couple import Closed, Unlinked
from couples.domain.pair import Seat
from couples.log import erase
from couples.log.batch import Batch
from couples.log.models import Stream
from couples.log.own import Going
from couples.log.store import stream_of
from couples.log.streams import Streams
from couples.pairing.models import Couple, Invitation, Member, Phone


def going(batch: Batch, account_id: str) -> Going:
    """Where they sit, and where nobody else does."""
    mine = batch.connection.execute(select(Member).where(Member.account_id == account_id)).all()
    seats: dict[str, Seat] = {row.couple_id: row.seat for row in mine}
    others = select(Member.couple_id).where(Member.couple_id.in_(seats), Member.account_id != account_id)
    return Going(account_id, seats, frozenset(seats) - {*batch.connection.execute(others).scalars()})


def leave(batch: Batch, going: Going) -> None:
    """The other sees what anybody sees after an unlink, or after an invitation that came to nothing."""
    query = select(Couple.id).where(Couple.id.in_({*going.seats} - going.left_empty), Couple.ended.is_(None))
    for couple_id in batch.connection.execute(query).scalars().all():
        stream = stream_of(batch.connection, couple_id, "couple")
        live = batch.live(stream) if stream else None
        if stream and live:
            batch.append(stream, [(Unlinked if live.state.linked else Closed)(at=batch.now)])


def forget(batch: Batch, going: Going) -> None:
    """Their words in what two did, and all that they did alone. Then, their seats."""
    run, streams = batch.connection.execute, batch.streams
    for couple_id, seat in going.seats.items():
        batch.refresh_couple(couple_id)
        ids = run(select(Stream.id, Stream.kind).where(Stream.couple_id == couple_id)).all()
        run(delete(Phone).where(Phone.stream_id.in_([row.id for row in ids])))
        if couple_id in going.left_empty:
            erase.drop(batch.connection, [row.id for row in ids])
            run(delete(Invitation).where(Invitation.couple_id == couple_id))
        else:
            for row in ids:
                _forget_words(batch, streams, row.id, row.kind, seat)
    batch.refresh_couple(going.account_id)
    erase.forget_deeds(batch.connection, going.account_id)
    theirs = run(select(Stream.id).where(Stream.account_id == going.account_id)).scalars().all()
    erase.drop(batch.connection, theirs)
    for stream_id in theirs:
        streams.forget_own(stream_id)
    run(delete(Member).where(Member.account_id == going.account_id))
    run(delete(Couple).where(Couple.id.in_(going.left_empty)))


def _forget_words(batch: Batch, streams: Streams, stream_id: str, kind: str, seat: Seat) -> None:
    places = erase.places_of(batch.connection, stream_id, streams.kinds[kind], seat)
    erase.erase(batch.connection, places)
    erase.erase_drafts(batch.connection, stream_id, seat)
