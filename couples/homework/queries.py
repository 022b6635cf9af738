"""Reads of practice: by the two, by the counselor who gave it, and a counselor's own exercises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from couples.accounts.models import Account
from couples.content import unpack
from couples.domain.exercise import Exercise
from couples.exercises.models import ExerciseCopy, SessionRow
from couples.homework.actions import why_place
from couples.homework.models import HomeworkRow, OwnExerciseRow
from couples.log.stream import Head
from couples.security.sealing import unseal_words


@dataclass(frozen=True, slots=True)
class Homework:
    """`who` gave it. `session` is what was begun from it, unless that never opened."""

    id: str
    counsel: str
    who: str
    exercise: Exercise
    due: str
    at: float
    why: str
    session: str | None
    ended: float | None
    seen: float | None
    put_away: bool


@dataclass(frozen=True, slots=True)
class OwnExercise:
    id: str
    exercise: Exercise
    at: float


def of_couple(connection: Connection, head: Head) -> list[Homework]:
    """What the two were given and did not put away, the nearest day first."""
    rows = connection.execute(
        _GIVEN.where(HomeworkRow.couple_id == head.couple_id, HomeworkRow.put_away.is_(None))
    )
    return [_read(row, head) for row in rows]


def of_counsel(connection: Connection, head: Head, counsel_id: str) -> list[Homework]:
    """What one counselor gave a couple, the nearest day first. Whether they may see it is asked before."""
    here = HomeworkRow.couple_id == head.couple_id, HomeworkRow.counsel_id == counsel_id
    return [_read(row, head) for row in connection.execute(_GIVEN.where(*here))]


def own_exercises(connection: Connection, counselor_id: str) -> list[OwnExercise]:
    """The newest first."""
    query = select(OwnExerciseRow).where(OwnExerciseRow.counselor_id == counselor_id)
    rows = connection.execute(query.order_by(OwnExerciseRow.at.desc()))
    return [OwnExercise(row.id, unpack(row.packed), row.at) for row in rows]


_GIVEN = (
    select(HomeworkRow, Account.name, ExerciseCopy.packed, SessionRow.id.label("begun"), SessionRow.ended)
    .join(Account, Account.id == HomeworkRow.counselor_id)
    .join(ExerciseCopy, ExerciseCopy.digest == HomeworkRow.exercise)
    .outerjoin(SessionRow, and_(SessionRow.id == HomeworkRow.session_id, SessionRow.state != "not_open"))
    .order_by(HomeworkRow.due, HomeworkRow.at)
)


def _read(row: Any, head: Head) -> Homework:
    words = unseal_words(head.key, row.sealed, why_place(row.couple_id, row.id))
    return Homework(
        id=row.id,
        counsel=row.counsel_id,
        who=row.name,
        exercise=unpack(row.packed),
        due=row.due,
        at=row.at,
        why=str(words["why"]),
        session=row.begun,
        ended=row.ended,
        seen=row.seen,
        put_away=row.put_away is not None,
    )
