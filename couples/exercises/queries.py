"""Reads of sessions: history in pages, and the gates that wait for their time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from couples.content import unpack
from couples.exercises.models import ExerciseCopy, Favourite, SessionRow
from couples.extensions import db
from couples.log.models import Stream
from couples.pairing.queries import couples_of

PAGE = 20


@dataclass(frozen=True, slots=True)
class Past:
    """One line of someone's history."""

    id: str
    title: str
    ended: float
    state: str


def history(account_id: str, before: float | None = None, count: int = PAGE) -> list[Past]:
    """Ended sessions, with others or alone, the latest first. Costs the same however many."""
    query = (
        select(SessionRow.id, SessionRow.ended, SessionRow.state, ExerciseCopy.packed)
        .join(ExerciseCopy, ExerciseCopy.digest == SessionRow.exercise)
        .where(
            _of(account_id),
            SessionRow.ended.is_not(None),
            SessionRow.state != "not_open",
        )
        .order_by(SessionRow.ended.desc())
        .limit(count)
    )
    if before is not None:
        query = query.where(SessionRow.ended < before)
    return [_past(row) for row in db.session.execute(query)]


def every(account_id: str) -> Sequence[Any]:
    """(id, started, packed exercise) of every session that someone was in, the first one first."""
    query = (
        select(SessionRow.id, SessionRow.started, ExerciseCopy.packed)
        .join(ExerciseCopy, ExerciseCopy.digest == SessionRow.exercise)
        .where(_of(account_id))
        .order_by(SessionRow.started)
    )
    return db.session.execute(query).all()


def done_before(account_id: str) -> set[str]:
    """Slugs of the exercises that someone has finished."""
    query = select(SessionRow.slug).where(_of(account_id), SessionRow.state == "done").distinct()
    return set(db.session.execute(query).scalars())


def open_alone(account_id: str) -> list[tuple[str, str]]:
    """(id, title) of what someone does alone and has not finished."""
    query = (
        select(SessionRow.id, ExerciseCopy.packed)
        .join(ExerciseCopy, ExerciseCopy.digest == SessionRow.exercise)
        .where(SessionRow.account_id == account_id, SessionRow.ended.is_(None))
        .order_by(SessionRow.started.desc())
    )
    return [(row.id, unpack(row.packed).title) for row in db.session.execute(query)]


def favourites(account_id: str) -> set[str]:
    return set(db.session.execute(select(Favourite.slug).where(Favourite.account_id == account_id)).scalars())


def waiting_gates(connection: Connection) -> Sequence[tuple[str, float]]:
    """Sessions whose ready gate is still open, with the time at which it ends."""
    query = (
        select(Stream.id, SessionRow.ready_by)
        .join(SessionRow, SessionRow.id == Stream.id)
        .where(SessionRow.state == "gate")
    )
    return [(row.id, row.ready_by) for row in connection.execute(query)]


def _of(account_id: str) -> ColumnElement[bool]:
    """Sessions of every couple that someone is or was in, and those they did alone."""
    return or_(SessionRow.couple_id.in_(couples_of(account_id)), SessionRow.account_id == account_id)


def _past(row: Any) -> Past:
    return Past(row.id, unpack(row.packed).title, row.ended, row.state)
