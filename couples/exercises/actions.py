"""Starting a session. Everything after that is a deed on its stream."""

from __future__ import annotations

import secrets

from sqlalchemy import insert, select

from couples import content
from couples.accounts.actions import new_id
from couples.domain.couple import SessionBegan
from couples.domain.events import Mode, Started
from couples.domain.exercise import Exercise
from couples.domain.pair import SEATS
from couples.exercises.models import ExerciseCopy, SessionRow
from couples.log.batch import Batch
from couples.log.models import Stream
from couples.log.writer import Writer
from couples.pairing.queries import Link


def start(writer: Writer, link: Link, exercise: Exercise, mode: Mode, ready_minutes: float) -> str | None:
    """The session's id; that of one already running, if both open the same exercise at once. None after an unlink."""
    digest, packed = content.pack(exercise)

    def act(batch: Batch) -> str | None:
        live = batch.live(link.stream_id)
        if live is None or not live.head.linked or live.head.ended:
            return None
        running = next((each.session for each in live.state.running if each.slug == exercise.slug), None)
        return running or _begin(batch, link, exercise, digest, packed, mode, ready_minutes)

    return writer.run(act)


def _begin(
    batch: Batch, link: Link, exercise: Exercise, digest: str, packed: bytes, mode: Mode, ready_minutes: float
) -> str:
    session_id, now = new_id(), batch.now
    ready_by = now + 60 * ready_minutes if exercise.tier > 1 else None
    _keep_copy(batch, digest, packed)
    stream = {"id": session_id, "kind": "session", "couple_id": link.couple_id, "version": 0}
    batch.connection.execute(insert(Stream), stream)
    row = {
        "id": session_id,
        "couple_id": link.couple_id,
        "slug": exercise.slug,
        "exercise": digest,
        "mode": mode,
        "started": now,
        "ready_by": ready_by,
        "opened": None if ready_by else now,
        "state": "gate" if ready_by else "open",
    }
    batch.connection.execute(insert(SessionRow), row)
    first = secrets.choice(SEATS)
    batch.append(session_id, [Started(at=now, first=first, mode=mode, exercise=digest, ready_by=ready_by)])
    began = SessionBegan(at=now, seat=link.seat, session=session_id, slug=exercise.slug, title=exercise.title)
    batch.append(link.stream_id, [began])
    return session_id


def _keep_copy(batch: Batch, digest: str, packed: bytes) -> None:
    query = select(ExerciseCopy.digest).where(ExerciseCopy.digest == digest)
    if batch.connection.execute(query).first() is None:
        batch.connection.execute(insert(ExerciseCopy), {"digest": digest, "packed": packed})
