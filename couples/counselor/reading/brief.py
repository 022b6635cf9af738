"""What is new of a couple before they meet their counselor again, on one page, from what both share alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from couples.consent import queries
from couples.consent.trail import last_opened
from couples.counselor.cases.caseload import witnessed
from couples.counselor.cases.items import Shared, shared
from couples.counselor.cases.practice import Given, given
from couples.counselor.cases.scope import Case
from couples.counselor.reading.balance import balance
from couples.domain.balance.window import RANGES
from couples.domain.days import DAY, end_of, in_days
from couples.domain.item import ITEM_KINDS
from couples.domain.pair import Pair
from couples.exercises.witnessed import Witnessed
from couples.extensions import db

SESSIONS, MOST = 26, 12  # the latest, and items of each kind: it is one page
DAYS = 28  # so far back, where it was never opened before
SOON = 7  # days


@dataclass(frozen=True, slots=True)
class Met:
    """One session. `passed` is how often one of them passed where they were asked."""

    id: str
    title: str
    at: float
    state: str
    spoken: Pair[float]
    passed: int


@dataclass(frozen=True, slots=True)
class News:
    """What is new of a need, a limit or an agreement: "new", "answered" or "soon"."""

    item: Shared
    why: str


@dataclass(frozen=True, slots=True)
class Brief:
    """`since` is a day. `more` says that there are sessions that did not fit. `practice` is what was given since then,
    or had its day. `top` is None where there is no view of both to take it from."""

    since: str
    sessions: list[Met]
    more: bool
    news: dict[str, list[News]]
    practice: list[Given]
    top: list[str] | None


def since(case: Case, asked: str) -> str:
    """The day that was asked for; else that on which it was opened last before today; else some weeks ago."""
    now = time.time()
    if day := _past(asked, now):
        return day
    today = end_of(in_days(0, now)) - DAY
    last = last_opened(db.session.connection(), case.id, "brief", today)
    return in_days(0, last) if last is not None else in_days(-DAYS, now)


def brief(case: Case, day: str) -> Brief:
    now, start = time.time(), end_of(day) - DAY
    rows = queries.sessions(db.session.connection(), case.counsel.couple_id, case.grant.sessions)
    new = [row.id for row in rows if row.ended >= start]
    view = balance(case, RANGES[0]) if case.grant.shows("balance") else None
    return Brief(
        since=day,
        sessions=[_met(seen) for id in new[:SESSIONS] if (seen := witnessed(id))],
        more=len(new) > SESSIONS,
        news={kind: list(_news(case, kind, start, now)) for kind in ITEM_KINDS if case.grant.shows(kind)},
        practice=[each for each in given(case) if each.due >= day or each.at >= start],
        top=view.top if view else None,
    )


def _met(seen: Witnessed) -> Met:
    at = seen.ended or seen.started
    return Met(seen.id, seen.title, at, seen.state, seen.spoken, _passed(seen))


def _passed(seen: Witnessed) -> int:
    """Each step of each of them once, however it came about."""
    alone = {(each.step, each.seat) for each in seen.entries if each.what == "passed"}
    beside = {(each.step, one.seat) for each in seen.entries for one in each.said if one.state == "passed"}
    return len(alone | beside)


def _news(case: Case, kind: str, start: float, now: float) -> Iterator[News]:
    why = {item: _why(item, start, now) for item in shared(case, kind, now)}
    told = [News(item, each) for item, each in why.items() if each]
    yield from told[:MOST]


def _why(item: Shared, start: float, now: float) -> str:
    if item.at >= start:
        return "new"
    if item.answered is not None and item.answered >= start:
        return "answered"
    return "soon" if item.review and in_days(0, now) <= item.review <= in_days(SOON, now) else ""


def _past(text: str, now: float) -> str:
    """The day, if it is one and not still to come."""
    try:
        day = in_days(0, end_of(text) - DAY)
    except ValueError:
        return ""
    return day if day <= in_days(0, now) else ""
