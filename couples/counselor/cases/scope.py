"""The only way to what a couple shared: through here, with the grant as it is at this moment, and with its trace.

What is not granted, foreign or not there is the same missing page.
"""

from __future__ import annotations

import time
from collections.abc import Callable
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


def whole(id: str, kind: Kind, about: str) -> Case:
    """A couple, for what is made of all that they share."""
    return _traced(id, lambda _grant: True, kind, about)


def _traced(id: str, allows: Callable[[Grant], bool], kind: Kind, about: str) -> Case:
    """Asked again in the transaction that writes the trace: on disk before anything is shown, or not shown."""
    found = case(id)
    me = current_user.account_id
    return found if actions.trace(house().writer, id, me, allows, kind, about) else abort(404)
