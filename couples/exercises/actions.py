"""Starting a session. Everything after that is a deed on its stream."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import delete, insert, or_, select

from couples import content
from couples.accounts.actions import new_id
from couples.domain.couple import SessionBegan
from couples.domain.events import Event, Lapsed, Mode, Started, WordsRemoved
from couples.domain.exercise import Exercise, for_one, for_speaking
from couples.domain.pair import SEATS
from couples.exercises.models import ExerciseCopy, Favourite, SessionRow
from couples.log import erase
from couples.log.batch import Batch
from couples.log.models import Stream
from couples.log.own import Going
from couples.log.writer import Writer
from couples.pairing.queries import Link

DEEP = 3


@dataclass(frozen=True, slots=True)
class Way:
    """How two do an exercise. `ready_minutes`: how long the gate waits; `rest_hours`: from one deep one to the next."""

    mode: Mode
    spoken: bool = False
    ready_minutes: float = 10
    rest_hours: float = 16


def start(writer: Writer, link: Link, exercise: Exercise, way: Way) -> str | None:
    """The session's id; that of one already running, if both open the same exercise at once. None after an unlink."""
    return writer.run(lambda batch: begin(batch, link, exercise, way))


def begin(batch: Batch, link: Link, exercise: Exercise, way: Way) -> str | None:
    """The same within a transaction that keeps more with it."""
    live = batch.live(link.stream_id)
    if live is None or not live.head.linked or live.head.ended:
        return None
    running = next((each.session for each in live.state.running if each.slug == exercise.slug), None)
    return running or _begin(batch, link, exercise, way)


def start_alone(writer: Writer, account_id: str, exercise: Exercise) -> str:
    """The session's id; that of one still open, if there is one."""

    def act(batch: Batch) -> str:
        query = select(SessionRow.id).where(
            SessionRow.account_id == account_id, SessionRow.slug == exercise.slug, SessionRow.ended.is_(None)
        )
        running = batch.connection.execute(query).scalar()
        return str(running) if running else _begin_alone(batch, account_id, for_one(exercise))

    return writer.run(act)


def favour(writer: Writer, account_id: str, slug: str, *, wanted: bool) -> None:
    def act(batch: Batch) -> None:
        here = (Favourite.account_id == account_id, Favourite.slug == slug)
        batch.connection.execute(delete(Favourite).where(*here))
        if wanted:
            batch.connection.execute(insert(Favourite), {"account_id": account_id, "slug": slug})

    writer.run(act)


def remove_words(writer: Writer, account_id: str, session_id: str) -> bool:
    """Someone's own words out of a session of two that is over, for both. False where there is none, or they did."""

    def act(batch: Batch) -> bool:
        live = batch.live(session_id)
        seat = live.head.seat_of(account_id) if live and live.head.kind == "session" else None
        if live is None or seat is None or live.state.removed[seat]:
            return False
        if not (live.state.over or live.head.ended):
            return False
        batch.append(session_id, [WordsRemoved(at=batch.now, seat=seat)])
        return True

    return writer.run(act)


def delete_alone(writer: Writer, account_id: str, session_id: str) -> bool:
    """All of a session that someone did alone. False where there is none of theirs."""

    def act(batch: Batch) -> bool:
        live = batch.live(session_id)
        if live is None or live.head.kind != "solo" or live.head.seat_of(account_id) is None:
            return False
        batch.connection.execute(delete(SessionRow).where(SessionRow.id == session_id))
        erase.drop(batch.connection, [session_id])
        batch.refresh_couple(account_id)
        return True

    return writer.run(act)


def forget_sessions(batch: Batch, going: Going) -> None:
    """The lines of what someone did alone, and of couples where nobody is left. Their streams go with the links."""
    theirs = or_(SessionRow.account_id == going.account_id, SessionRow.couple_id.in_(going.left_empty))
    batch.connection.execute(delete(SessionRow).where(theirs))


def forget_favourites(batch: Batch, going: Going) -> None:
    batch.connection.execute(delete(Favourite).where(Favourite.account_id == going.account_id))


def _begin(batch: Batch, link: Link, exercise: Exercise, way: Way) -> str:
    now, resting = batch.now, _resting(batch, link, exercise, way)
    ready_by = None if exercise.tier < 2 else now if resting else now + 60 * way.ready_minutes
    told = for_speaking(exercise) if way.spoken else exercise
    session_id = open_session(batch, told, way.mode, ready_by, couple_id=link.couple_id)
    began = Started(
        at=now,
        seat=link.seat,
        first=secrets.choice(SEATS),
        mode=way.mode,
        exercise=content.pack(told)[0],
        ready_by=ready_by,
        spoken=way.spoken,
    )
    if resting:  # the other is told nothing: there is nothing for them to open
        batch.append(session_id, [began, Lapsed(at=now)])
        return session_id
    batch.append(session_id, [began])
    told_both = SessionBegan(
        at=now, seat=link.seat, session=session_id, slug=exercise.slug, title=exercise.title
    )
    batch.append(link.stream_id, [told_both])
    return session_id


def _begin_alone(batch: Batch, account_id: str, exercise: Exercise) -> str:
    session_id = open_session(batch, exercise, "alone", None, account_id=account_id)
    began: Event = Started(
        at=batch.now, first="A", mode="alone", exercise=content.pack(exercise)[0], ready_by=None
    )
    batch.append(session_id, [began])
    return session_id


def _resting(batch: Batch, link: Link, exercise: Exercise, way: Way) -> bool:
    """One deep exercise a day. One that was begun and never opened does not count."""
    if exercise.tier < DEEP:
        return False
    query = select(SessionRow.id).where(
        SessionRow.couple_id == link.couple_id,
        SessionRow.tier == DEEP,
        SessionRow.state != "not_open",
        SessionRow.started > batch.now - 3600 * way.rest_hours,
    )
    return batch.connection.execute(query.limit(1)).first() is not None


def open_session(
    batch: Batch,
    exercise: Exercise,
    mode: Mode,
    ready_by: float | None,
    couple_id: str | None = None,
    account_id: str | None = None,
) -> str:
    """A stream and its line in the history, with the session's own copy of the exercise."""
    session_id, (digest, packed) = new_id(), content.pack(exercise)
    keep_copy(batch, digest, packed)
    owner = {"couple_id": couple_id, "account_id": account_id}
    kind = "session" if couple_id else "solo"
    batch.connection.execute(insert(Stream), {"id": session_id, "kind": kind, "version": 0, **owner})
    row = {
        "id": session_id,
        "slug": exercise.slug,
        "tier": exercise.tier,
        "exercise": digest,
        "mode": mode,
        "started": batch.now,
        "ready_by": ready_by,
        "opened": None if ready_by else batch.now,
        "state": "gate" if ready_by else "open",
    }
    batch.connection.execute(insert(SessionRow), {**row, **owner})
    return session_id


def keep_copy(batch: Batch, digest: str, packed: bytes) -> None:
    """Once, however many need it."""
    query = select(ExerciseCopy.digest).where(ExerciseCopy.digest == digest)
    if batch.connection.execute(query).first() is None:
        batch.connection.execute(insert(ExerciseCopy), {"digest": digest, "packed": packed})
