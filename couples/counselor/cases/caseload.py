"""The couples of a counselor: what is open now and until when, and what is not any more."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from flask_login import current_user
from markupsafe import Markup

from couples.consent import entries, queries, trail
from couples.consent.entries import Shown
from couples.consent.queries import Counsel, Spoken
from couples.content import unpack
from couples.counselor.cases import scope
from couples.counselor.cases.scope import Case
from couples.domain.days import DAY
from couples.exercises.witnessed import Witnessed, witness
from couples.extensions import db
from couples.house import house
from couples.pairing import deeds
from couples.remarks.queries import Remark, by_step, comments_by, notes
from couples.security.sealing import Words

TOLD_DAYS = 14  # after an end


@dataclass(frozen=True, slots=True)
class Ended:
    """Somebody's sharing ended. Nothing else of them is left to see."""

    id: str
    at: float


def all_cases() -> tuple[list[Case], list[Ended]]:
    """(those that are open, those that ended in the last two weeks, the latest first)."""
    counsels, since = scope.cases(), time.time() - TOLD_DAYS * DAY
    here = [case for counsel in counsels if (case := scope.opened(counsel))]
    found = [Ended(each.id, ended) for each in counsels if (ended := _ended(each) or 0.0) > since]
    return here, sorted(found, key=lambda each: -each.at)


def codes() -> list[tuple[Spoken, float]]:
    """Codes that no couple has used yet, and until when each is good."""
    connection, now = db.session.connection(), time.time()
    return queries.codes(connection, house().keys, current_user.account_id, now)


def sessions(case: Case) -> list[dict[str, Any]]:
    """Those that both shared, and no other."""
    rows = queries.sessions(db.session.connection(), case.counsel.couple_id, case.grant.sessions)
    return [{"id": row.id, "title": unpack(row.packed).title, "at": row.ended} for row in rows]


def unread(case: Case) -> int:
    """How many of the sessions that both shared this counselor has not opened yet."""
    return len(case.grant.sessions - trail.opened(db.session.connection(), case.id))


def sits_in(case: Case) -> str | None:
    """The session, going on now, in which both let this counselor sit."""
    stream = case.head.couple_stream
    couple = house().writer.live(stream) if stream else None
    for running in couple.state.running if couple else ():
        live = house().writer.live(running.session)
        if live and not live.state.over and live.state.visit.here == case.id:
            return str(running.session)
    return None


def witnessed(session_id: str) -> Witnessed | None:
    """A session as both saw it. The grant was asked for before."""
    return witness(db.session.connection(), house().writer.streams, session_id)


def remarks(case: Case, session_id: str) -> dict[str, list[Remark]]:
    """By step: what this counselor said to both about a session, and what they noted for themself."""
    connection, me = db.session.connection(), current_user.account_id
    to_both = comments_by(connection, case.head, me, session_id)
    return by_step([*to_both, *notes(connection, house().keys, me, session_id)])


def shown_alone(case: Case) -> list[dict[str, Any]]:
    """What one of them showed this counselor alone, while secrets are held at all."""
    if not entries.takes_alone(case.counsel.counselor_id):
        return []
    found = entries.of_counsel(db.session.connection(), case.id)
    return [{"id": each.id, "name": _author(case, each), "at": each.at} for each in found]


def alone(case: Case, entry: str) -> tuple[str, Words] | None:
    """(whose, the words) of one such copy."""
    if not entries.takes_alone(case.counsel.counselor_id):
        return None
    found = entries.one(db.session.connection(), house().keys, case.id, entry)
    return (_author(case, found[0]), found[1]) if found else None


def _author(case: Case, shown: Shown) -> str:
    seat = case.counsel.seat_of(shown.account_id)
    return case.names[seat] if seat else ""


def panel(case: Case) -> Markup:
    """The element by which an open page learns that what is shared has changed, or is no more."""
    return deeds.fragment(current_user, case.id) or Markup()


def _ended(counsel: Counsel) -> float | None:
    now = time.time()
    if counsel.opened is None or counsel.grant(now) is not None:
        return None
    return min(each for each in (counsel.closed, counsel.until, now) if each is not None)
