"""A counselor as one of the two sees them: their own answer, and what is open because both gave it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from couples.accounts.counselors import Counselor, counselor_of
from couples.consent import entries, queries, trail
from couples.consent.entries import Shown
from couples.consent.queries import Counsel
from couples.content import unpack
from couples.domain.consent import ALONE, Answer, Grant
from couples.domain.pair import Seat
from couples.extensions import db
from couples.house import house
from couples.pairing.queries import Link
from couples.security.sealing import Words


@dataclass(frozen=True, slots=True)
class Mine:
    counsel: Counsel
    seat: Seat
    who: Counselor
    open: Grant | None

    @property
    def answer(self) -> Answer:
        return self.counsel.answers[self.seat]


def every(link: Link) -> list[Mine]:
    """Of all that the two brought in, the latest first."""
    found = queries.of_couple(db.session.connection(), house().keys, link.couple_id)
    return [_seen(counsel, link.seat) for counsel in found]


def one(link: Link, id: str) -> Mine | None:
    """None for what is foreign and what is not there."""
    counsel = queries.counsel(db.session.connection(), house().keys, id)
    if counsel is None or counsel.couple_id != link.couple_id:
        return None
    return _seen(counsel, link.seat)


def past(mine: Mine) -> list[dict[str, Any]]:
    """What the two did together and ended, the latest first."""
    rows = queries.ended_sessions(db.session.connection(), mine.counsel.couple_id)
    return [{"id": row.id, "title": unpack(row.packed).title, "at": row.ended} for row in rows]


def lines(link: Link, before: int | None = None) -> list[trail.Told]:
    """A page of the trail and one line more."""
    return trail.latest(db.session.connection(), link.couple_id, before)


def titles(link: Link, told: Iterable[trail.Told]) -> dict[str, str]:
    """Of the sessions that lines are about."""
    rows = queries.sessions(db.session.connection(), link.couple_id, [line.about for line in told])
    return {row.id: unpack(row.packed).title for row in rows}


def confidants(link: Link) -> list[Mine]:
    """Those to whom one of the two may show something alone now."""
    return [mine for mine in every(link) if mine.open and mine.who.secrets == ALONE]


def shown(mine: Mine) -> list[Shown]:
    """What this person showed that counselor alone."""
    account = mine.counsel.members[mine.seat]
    return entries.of_author(db.session.connection(), mine.counsel.id, account)


def one_shown(mine: Mine, entry: str) -> Words | None:
    """The words of one such copy; of anybody else's there is none."""
    found = entries.one(db.session.connection(), house().keys, mine.counsel.id, entry)
    return found[1] if found and found[0].account_id == mine.counsel.members[mine.seat] else None


def _seen(counsel: Counsel, seat: Seat) -> Mine:
    who = counselor_of(counsel.counselor_id)
    assert who is not None  # a counselor who leaves takes their counsels along
    return Mine(counsel, seat, who, counsel.grant(time.time()))
