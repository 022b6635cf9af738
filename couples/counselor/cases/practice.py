"""What a counselor gave a couple, as far as the counselor may know of it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from couples.counselor.cases.scope import Case
from couples.domain.days import in_days
from couples.domain.homework import next_of
from couples.extensions import db
from couples.homework.queries import Homework, of_counsel


@dataclass(frozen=True, slots=True)
class Given:
    """`session` is what was begun from it, and only if both shared that. Else it was given, and no more is known:
    neither that it was begun nor that it was put away."""

    id: str
    title: str
    due: str
    at: float
    why: str
    session: str | None


def given(case: Case) -> list[Given]:
    """The nearest day first."""
    return [_told(each, case) for each in of_counsel(db.session.connection(), case.head, case.id)]


def next_given(case: Case) -> Given | None:
    """For the caseload: the next of which nothing came back yet."""
    waiting = [each for each in given(case) if each.session is None]
    return next_of(waiting, in_days(0, time.time()))


def _told(each: Homework, case: Case) -> Given:
    shared = each.session if each.session and case.grant.shows_session(each.session) else None
    return Given(each.id, each.exercise.title, each.due, each.at, each.why, shared)
