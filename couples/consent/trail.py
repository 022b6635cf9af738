"""Reads of the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from couples.accounts.models import Account
from couples.consent.models import CounselRow, TrailEnd, TrailRow
from couples.domain import trail
from couples.domain.trail import FIRST, Line

PAGE = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A line as both of the two read it. `who` is "" for a counselor who has left."""

    number: int
    who: str
    at: float
    kind: str
    about: str


def latest(connection: Connection, couple_id: str, before: int | None = None) -> list[Told]:
    """A page of lines and one more, the latest first."""
    query = (
        select(TrailRow.number, Account.name, TrailRow.at, TrailRow.kind, TrailRow.about)
        .outerjoin(CounselRow, CounselRow.id == TrailRow.counsel_id)
        .outerjoin(Account, Account.id == CounselRow.counselor_id)
        .where(TrailRow.couple_id == couple_id)
        .order_by(TrailRow.number.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        query = query.where(TrailRow.number < before)
    return [
        Told(row.number, row.name or "", row.at, row.kind, row.about) for row in connection.execute(query)
    ]


def last_opened(connection: Connection, counsel_id: str, about: str, before: float) -> float | None:
    """When that counselor last opened something before a time, in seconds since 1970."""
    query = select(func.max(TrailRow.at)).where(
        TrailRow.counsel_id == counsel_id,
        TrailRow.kind == "opened",
        TrailRow.about == about,
        TrailRow.at < before,
    )
    return connection.execute(query).scalar()


def opened(connection: Connection, counsel_id: str) -> set[str]:
    """What a counselor has opened of a couple: sessions and parts."""
    query = (
        select(TrailRow.about).where(TrailRow.counsel_id == counsel_id, TrailRow.kind == "opened").distinct()
    )
    return {*connection.execute(query).scalars()}


def is_whole(connection: Connection, couple_id: str) -> bool:
    """Whether no line was changed, taken out, moved or cut off since it was written."""
    return trail.whole(_lines(connection, couple_id), end(connection, couple_id))


def looked_through(connection: Connection) -> tuple[int, int]:
    """(how many trails there are, how many are not whole any more)."""
    couples = {*connection.execute(select(TrailEnd.couple_id)).scalars()}
    couples |= {*connection.execute(select(TrailRow.couple_id).distinct()).scalars()}
    return len(couples), sum(not is_whole(connection, each) for each in couples)


def _lines(connection: Connection, couple_id: str) -> Sequence[Line]:
    query = (
        select(
            TrailRow.number, TrailRow.counsel_id, TrailRow.at, TrailRow.kind, TrailRow.about, TrailRow.hash
        )
        .where(TrailRow.couple_id == couple_id)
        .order_by(TrailRow.number)
    )
    return [Line(*row) for row in connection.execute(query)]


def end(connection: Connection, couple_id: str) -> tuple[int, bytes]:
    query = select(TrailEnd.number, TrailEnd.hash).where(TrailEnd.couple_id == couple_id)
    row = connection.execute(query).first()
    return (row.number, row.hash) if row else (0, FIRST)
