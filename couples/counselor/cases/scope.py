"""The only way to what a couple shared: through here, with the grant as it is at this moment, and with its trace.

What is not granted, foreign or not there is the same missing page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Set
from dataclasses import dataclass

from flask import abort
from flask_login import current_user

from couples.consent import actions, queries
from couples.consent.queries import Counsel
from couples.domain.consent import Grant
from couples.domain.pair import Pair
from couples.domain.trail import Kind
from couples.extensions import db
from couples.house import house
from couples.log.stream import Head
from couples.pairing.queries import couple_head


@dataclass(frozen=True, slots=True)
class Case:
    """One couple that let this counselor in, as far as they let them. `head` is that of the couple's own stream."""

    counsel: Counsel
    grant: Grant
    head: Head

    @property
    def id(self) -> str:
        return self.counsel.id

    @property
    def names(self) -> Pair[str]:
        return self.head.names


def case(id: str) -> Case:
    """Of this counselor, open now. Else there is no such page."""
    found = queries.counsel(db.session.connection(), house().keys, id)
    if found is None or found.counselor_id != current_user.account_id:
        abort(404)
    return opened(found) or abort(404)


def cases() -> list[Counsel]:
    """All of this counselor's, also those that are not open: of these nothing may be shown but that they were."""
    return queries.of_counselor(db.session.connection(), house().keys, current_user.account_id)


def opened(counsel: Counsel) -> Case | None:
    grant = counsel.grant(time.time())
    head = couple_head(db.session.connection(), counsel.couple_id, house().keys) if grant else None
    return Case(counsel, grant, head) if grant and head else None


def part(id: str, name: str) -> Case:
    """A couple of whom a part is open: one of domain/consent.SCOPES. That it was opened is written down."""
    return _traced(id, lambda grant: grant.shows(name), "opened", name)


def session(id: str, session_id: str) -> Case:
    """A couple that shared this session. That it was opened is written down."""
    return _traced(id, lambda grant: grant.shows_session(session_id), "opened", session_id)


def sitting_in(id: str, session_id: str) -> Case:
    """A couple in whose session, which goes on, this counselor sits because both let them in."""
    live = house().writer.live(session_id)
    if live is None or live.head.kind != "session" or live.state.over or live.state.visit.here != id:
        abort(404)
    return _traced(id, lambda _grant: True, "joined", session_id)


def whole(id: str, kind: Kind, about: str) -> Case:
    """A couple, for what is made of all that they share."""
    found = case(id)
    return _written(found, lambda grant: _covers(grant, found.grant.scope, found.grant.sessions), kind, about)


def choose(id: str, parts: Set[str], sessions: Set[str]) -> Case:
    """A couple of whom all these parts and sessions are open; one that is not, and there is no such page."""
    found = case(id)
    return found if _covers(found.grant, parts, sessions) else abort(404)


def report(found: Case, parts: Set[str], sessions: Set[str]) -> None:
    """What was made of these may leave: each is open still, and that it leaves is on disk. Else there is no such page.

    It takes a while to make, so this is asked when it is made, and not before.
    """
    _written(found, lambda grant: _covers(grant, parts, sessions), "reported", "report")


def _covers(grant: Grant, parts: Set[str], sessions: Set[str]) -> bool:
    return all(map(grant.shows, parts)) and all(map(grant.shows_session, sessions))


def _traced(id: str, allows: Callable[[Grant], bool], kind: Kind, about: str) -> Case:
    return _written(case(id), allows, kind, about)


def _written(found: Case, allows: Callable[[Grant], bool], kind: Kind, about: str) -> Case:
    """Asked again in the transaction that writes the trace: on disk before anything is shown, or not shown."""
    me = current_user.account_id
    return found if actions.trace(house().writer, found.id, me, allows, kind, about) else abort(404)
