"""A report: parts that a counselor chose of what both share, on paper, with whose it is and until when on each page."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from couples.balance.joint import Joint
from couples.consent import queries
from couples.counselor.cases.caseload import remarks, witnessed
from couples.counselor.cases.items import Shared, shared
from couples.counselor.cases.scope import Case
from couples.counselor.reading.balance import balance
from couples.counselor.reading.scales import Scale, scales
from couples.domain.balance.window import RANGES
from couples.domain.item import ITEM_KINDS
from couples.exercises.witnessed import Witnessed
from couples.extensions import db
from couples.language import N_
from couples.remarks.queries import Remark

PARTS: Mapping[str, str] = {
    "need": N_("Needs"),
    "boundary": N_("Limits"),
    "agreement": N_("Agreements"),
    "balance": N_("The balance"),
    "scales": N_("Ratings over time"),
    "comments": N_("What you wrote to both"),
}
OF_SESSIONS = ("scales", "comments")  # there with sessions, and not given by themselves
MOST = 26  # sessions in one report


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes into a report: names of PARTS, and sessions by id."""

    parts: frozenset[str]
    sessions: frozenset[str]

    @property
    def scope(self) -> frozenset[str]:
        """What both must have given for it, sessions aside."""
        return self.parts.difference(OF_SESSIONS)

    def rests_on(self, case: Case) -> frozenset[str]:
        """Sessions of which something stands in it. Ratings are of all that both share."""
        return self.sessions | (case.grant.sessions if "scales" in self.parts else frozenset())

    def __bool__(self) -> bool:
        return bool(self.parts or self.sessions)


@dataclass(frozen=True, slots=True)
class Report:
    """What was not chosen is None, or not there. `until` is the last moment of the last day. `comments` are by session
    and step."""

    made: float
    until: float
    sessions: list[Witnessed]
    items: dict[str, list[Shared]]
    balance: Joint | None
    scales: list[Scale] | None
    comments: dict[str, dict[str, list[Remark]]]


def offered(case: Case) -> list[str]:
    """Names of the parts that there are for this couple, their sessions aside."""
    return [name for name in PARTS if case.grant.shows(name) or (name in OF_SESSIONS and case.grant.sessions)]


def report(case: Case, chosen: Chosen) -> Report:
    now = time.time()
    return Report(
        made=now,
        until=case.grant.until - 1,
        sessions=_sessions(case, chosen),
        items={kind: shared(case, kind, now) for kind in ITEM_KINDS if kind in chosen.parts},
        balance=balance(case, RANGES[1]) if "balance" in chosen.parts else None,
        scales=scales(case) if "scales" in chosen.parts else None,
        comments={id: _comments(case, id) for id in chosen.sessions} if "comments" in chosen.parts else {},
    )


def _sessions(case: Case, chosen: Chosen) -> list[Witnessed]:
    """The oldest first, as one reads."""
    rows = queries.sessions(db.session.connection(), case.counsel.couple_id, chosen.sessions)
    return [seen for row in reversed(rows) if (seen := witnessed(row.id))]


def _comments(case: Case, session_id: str) -> dict[str, list[Remark]]:
    """By step. Notes of one's own stay out of what is shared by both."""
    found = remarks(case, session_id).items()
    return {step: told for step, each in found if (told := [one for one in each if not one.alone])}
