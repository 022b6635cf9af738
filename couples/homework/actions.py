"""Give something to practise, begin it, put it away, take it back. Every write goes through the writer."""

from __future__ import annotations

from sqlalchemy import delete, insert, or_, select, update

from couples import content
from couples.accounts.actions import new_id
from couples.consent.actions import add_line
from couples.consent.queries import granted
from couples.domain.exercise import Exercise
from couples.domain.homework import worded
from couples.domain.refusal import DENIED, Refusal
from couples.exercises import actions as exercises
from couples.exercises.actions import Way
from couples.exercises.models import ExerciseCopy
from couples.homework.models import HomeworkRow, OwnExerciseRow
from couples.log.batch import Batch
from couples.log.own import Going
from couples.log.writer import Writer
from couples.pairing.queries import Link, couple_head
from couples.security.sealing import place, seal_words


def why_place(couple_id: str, id: str) -> bytes:
    return place("homework", "sealed", couple_id, id)


def assign(
    writer: Writer, counsel_id: str, counselor_id: str, exercise: Exercise, due: str, why: str
) -> Refusal | None:
    """To a couple that shares something with this counselor now. That it was given stands in their trail."""

    def act(batch: Batch) -> Refusal | None:
        connection, keys = batch.connection, batch.streams.keys
        open_now = granted(connection, keys, counsel_id, counselor_id, batch.now)
        head = couple_head(connection, open_now[0].couple_id, keys) if open_now else None
        if head is None or not exercise.steps:
            return DENIED
        given = worded(due, why, batch.now)
        if isinstance(given, Refusal):
            return given
        day, line = given
        id, (digest, packed) = new_id(), content.pack(exercise)
        exercises.keep_copy(batch, digest, packed)
        row = {"id": id, "counsel_id": counsel_id, "couple_id": head.couple_id, "counselor_id": counselor_id}
        row |= {"exercise": digest, "due": day}
        sealed = seal_words(head.key, {"why": line}, why_place(head.couple_id, id))
        connection.execute(insert(HomeworkRow), {**row, "at": batch.now, "sealed": sealed})
        add_line(batch, head.couple_id, counsel_id, "assigned", "")
        return None

    return writer.run(act)


def start(writer: Writer, link: Link, id: str, way: Way) -> str | None:
    """The session that the two began from it, which it remembers. None where it cannot be begun any more."""

    def act(batch: Batch) -> str | None:
        run = batch.connection.execute
        here = HomeworkRow.id == id, HomeworkRow.couple_id == link.couple_id, HomeworkRow.put_away.is_(None)
        query = select(HomeworkRow.counsel_id, HomeworkRow.counselor_id, ExerciseCopy.packed).where(*here)
        row = run(query.join(ExerciseCopy, ExerciseCopy.digest == HomeworkRow.exercise)).first()
        keys, now = batch.streams.keys, batch.now
        if row is None or not granted(batch.connection, keys, row.counsel_id, row.counselor_id, now):
            return None
        session = exercises.begin(batch, link, content.unpack(row.packed), way)
        if session is not None:
            run(update(HomeworkRow).where(*here).values(session_id=session, seen=None))
        return session

    return writer.run(act)


def put_away(writer: Writer, couple_id: str, id: str) -> bool:
    """By either of the two, for both. Their counselor is not told."""
    theirs = HomeworkRow.id == id, HomeworkRow.couple_id == couple_id, HomeworkRow.put_away.is_(None)

    def act(batch: Batch) -> bool:
        away = update(HomeworkRow).where(*theirs).values(put_away=batch.now)
        return batch.connection.execute(away).rowcount == 1

    return writer.run(act)


def take_back(writer: Writer, counsel_id: str, counselor_id: str, id: str) -> bool:
    """Whether there was one of theirs."""
    theirs = (
        HomeworkRow.id == id,
        HomeworkRow.counsel_id == counsel_id,
        HomeworkRow.counselor_id == counselor_id,
    )
    return writer.run(
        lambda batch: batch.connection.execute(delete(HomeworkRow).where(*theirs)).rowcount == 1
    )


def saw(writer: Writer, counselor_id: str, session_id: str) -> None:
    """A counselor opened a session. If it was begun from something of theirs, the two may know that."""
    theirs = (
        HomeworkRow.session_id == session_id,
        HomeworkRow.counselor_id == counselor_id,
        HomeworkRow.seen.is_(None),
    )
    writer.run(
        lambda batch: batch.connection.execute(update(HomeworkRow).where(*theirs).values(seen=batch.now))
    )


def keep(writer: Writer, counselor_id: str, exercise: Exercise) -> None:
    """An exercise of a counselor's own. The same again is kept once."""
    digest, packed = content.pack(exercise)

    def act(batch: Batch) -> None:
        run, row = batch.connection.execute, {"counselor_id": counselor_id, "digest": digest}
        if run(select(OwnExerciseRow.id).filter_by(**row)).first() is None:
            run(insert(OwnExerciseRow), {**row, "id": new_id(), "packed": packed, "at": batch.now})

    writer.run(act)


def drop(writer: Writer, counselor_id: str, id: str) -> bool:
    """An exercise of a counselor's own. What was given of it before stays with the couples."""
    theirs = OwnExerciseRow.id == id, OwnExerciseRow.counselor_id == counselor_id
    return writer.run(
        lambda batch: batch.connection.execute(delete(OwnExerciseRow).where(*theirs)).rowcount == 1
    )


def forget(batch: Batch, going: Going) -> None:
    """All that a counselor gave and wrote, and all of couples where nobody is left."""
    run = batch.connection.execute
    of_nobody = HomeworkRow.couple_id.in_(going.left_empty)
    run(delete(HomeworkRow).where(or_(HomeworkRow.counselor_id == going.account_id, of_nobody)))
    run(delete(OwnExerciseRow).where(OwnExerciseRow.counselor_id == going.account_id))
