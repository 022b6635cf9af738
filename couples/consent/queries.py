"""Reads of consent: what one of the two gave, and what a counselor may see because both did."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Select, select

from couples.consent.models import AnswerRow, CounselRow
from couples.domain.consent import Answer, Grant, grant
from couples.domain.pair import SEATS, Pair, Seat, by_seat
from couples.exercises.models import ExerciseCopy, SessionRow
from couples.pairing.models import Couple, Member
from couples.security.keys import Keys
from couples.security.sealing import place, unwrap


def answer_place(counsel_id: str, account_id: str) -> bytes:
    return place("consent_answer", "sealed", counsel_id, account_id)


def phrase_place(counsel_id: str) -> bytes:
    return place("counsel", "phrase", counsel_id)


def entry_place(account_id: str, id: str) -> bytes:
    return place("consent_entry", "sealed", account_id, id)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a counselor gives a couple: the code, to be typed, and four words, to be said."""

    code: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Counsel:
    """One counselor with one couple. `answers` are by seat, and each is for its author alone."""

    id: str
    counselor_id: str
    couple_id: str
    members: Pair[str]
    answers: Pair[Answer]
    linked: bool
    opened: float | None
    closed: float | None
    until: float | None

    def grant(self, now: float) -> Grant | None:
        return grant(self.answers, now, linked=self.linked)

    def seat_of(self, account_id: str) -> Seat | None:
        return next((seat for seat in SEATS if self.members[seat] == account_id), None)


Granted = tuple[Counsel, Grant]


def counsel(connection: Connection, keys: Keys, id: str) -> Counsel | None:
    """None where there is none, or no couple came with its code."""
    query = select(CounselRow).where(CounselRow.id == id, CounselRow.couple_id.is_not(None))
    return next(iter(_counsels(connection, keys, query)), None)


def granted(connection: Connection, keys: Keys, id: str, counselor_id: str, now: float) -> Granted | None:
    """What both gave this counselor, within this transaction. None where nothing is open, or it is another's."""
    found = counsel(connection, keys, id)
    grant = found.grant(now) if found and found.counselor_id == counselor_id else None
    return (found, grant) if found and grant else None


def is_open(engine: Engine, keys: Keys, id: str, couple_id: str | None = None) -> bool:
    """Whether the two share anything with that counselor now; with `couple_id`, whether these two do."""
    with engine.connect() as connection:
        found = counsel(connection, keys, id)
    if found is None or couple_id not in (None, found.couple_id):
        return False
    return found.grant(time.time()) is not None


def of_couple(connection: Connection, keys: Keys, couple_id: str) -> list[Counsel]:
    """Those that a couple brought in, the latest first."""
    query = select(CounselRow).where(CounselRow.couple_id == couple_id).order_by(CounselRow.brought.desc())
    return _counsels(connection, keys, query)


def of_counselor(connection: Connection, keys: Keys, counselor_id: str) -> list[Counsel]:
    """Those that a couple answered, the latest first."""
    query = (
        select(CounselRow)
        .where(CounselRow.counselor_id == counselor_id, CounselRow.couple_id.is_not(None))
        .order_by(CounselRow.brought.desc())
    )
    return _counsels(connection, keys, query)


def spoken(keys: Keys, id: str, sealed: bytes) -> Spoken:
    return msgspec.json.decode(unwrap(keys, sealed, phrase_place(id)), type=Spoken)


def read_answer(keys: Keys, counsel_id: str, account_id: str, sealed: bytes | None) -> Answer:
    if sealed is None:
        return Answer()
    return msgspec.json.decode(unwrap(keys, sealed, answer_place(counsel_id, account_id)), type=Answer)


def answers_of(connection: Connection, keys: Keys, account_id: str) -> list[tuple[str, Answer]]:
    """All that someone ever answered and has not taken back with a no, by counsel."""
    query = select(AnswerRow.counsel_id, AnswerRow.sealed).where(AnswerRow.account_id == account_id)
    return [
        (row.counsel_id, read_answer(keys, row.counsel_id, account_id, row.sealed))
        for row in connection.execute(query)
    ]


def ended_sessions(connection: Connection, couple_id: str) -> Sequence[Any]:
    """(id, ended, packed exercise) of what a couple did and ended, the latest first."""
    query = _SESSIONS.where(SessionRow.couple_id == couple_id).order_by(SessionRow.ended.desc())
    return connection.execute(query).all()


def sessions(connection: Connection, couple_id: str, ids: Collection[str]) -> Sequence[Any]:
    """The same of some, the latest first. What is not this couple's is not among them."""
    query = _SESSIONS.where(SessionRow.couple_id == couple_id, SessionRow.id.in_(ids))
    return connection.execute(query.order_by(SessionRow.ended.desc())).all()


_SESSIONS = (
    select(SessionRow.id, SessionRow.ended, ExerciseCopy.packed)
    .join(ExerciseCopy, ExerciseCopy.digest == SessionRow.exercise)
    .where(SessionRow.ended.is_not(None), SessionRow.state != "not_open")
)


def codes(connection: Connection, keys: Keys, counselor_id: str, now: float) -> list[tuple[Spoken, float]]:
    """What a counselor can give to couples, and until when: those that no couple has used, the newest first."""
    query = (
        select(CounselRow.id, CounselRow.phrase, CounselRow.expires)
        .where(
            CounselRow.counselor_id == counselor_id, CounselRow.couple_id.is_(None), CounselRow.expires > now
        )
        .order_by(CounselRow.made.desc())
    )
    return [(spoken(keys, row.id, row.phrase), row.expires) for row in connection.execute(query)]


def _counsels(connection: Connection, keys: Keys, query: Select[Any]) -> list[Counsel]:
    """In three queries, however many there are."""
    rows = connection.execute(query).all()
    if not rows:
        return []
    couples = _couples(connection, {row.couple_id for row in rows})
    asked = select(AnswerRow).where(AnswerRow.counsel_id.in_([row.id for row in rows]))
    given = {(row.counsel_id, row.account_id): row.sealed for row in connection.execute(asked)}
    return [_counsel(keys, row, *couples[row.couple_id], given) for row in rows]


def _counsel(
    keys: Keys, row: Any, members: Pair[str], linked: bool, given: Mapping[tuple[str, str], bytes]
) -> Counsel:
    return Counsel(
        id=row.id,
        counselor_id=row.counselor_id,
        couple_id=row.couple_id,
        members=members,
        answers=members.map(lambda account: read_answer(keys, row.id, account, given.get((row.id, account)))),
        linked=linked,
        opened=row.opened,
        closed=row.closed,
        until=row.until,
    )


def _couples(connection: Connection, ids: Collection[str]) -> dict[str, tuple[Pair[str], bool]]:
    """By id: who sits where, "" for who is gone, and whether the two are linked."""
    query = (
        select(Member.couple_id, Member.seat, Member.account_id, Member.linked, Couple.ended)
        .join(Couple, Couple.id == Member.couple_id)
        .where(Member.couple_id.in_(ids))
    )
    found: dict[str, dict[str, Any]] = {id: {} for id in ids}
    for row in connection.execute(query):
        found[row.couple_id][row.seat] = row
    return {id: (_seated(members), _linked(members)) for id, members in found.items()}


def _seated(members: Mapping[str, Any]) -> Pair[str]:
    return by_seat(lambda seat: members[seat].account_id if seat in members else "")


def _linked(members: Mapping[str, Any]) -> bool:
    return len(members) == 2 and all(row.linked is not None and row.ended is None for row in members.values())
