"""Practice as the two see it: only while they are linked, and to be begun only while they share with who gave it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from flask_login import current_user

from couples.consent.queries import of_couple as counsels_of
from couples.domain.days import in_days
from couples.domain.homework import next_of
from couples.extensions import db
from couples.homework.queries import Homework, of_couple
from couples.house import house
from couples.pairing.queries import Link, couple_head, link_of


@dataclass(frozen=True, slots=True)
class Practice:
    given: Homework
    open: bool

    @property
    def due(self) -> str:
        return self.given.due


def every(link: Link) -> list[Practice]:
    connection, keys, now = db.session.connection(), house().keys, time.time()
    head = couple_head(connection, link.couple_id, keys) if link.linked else None
    given = of_couple(connection, head) if head else []
    open_now = (
        {each.id for each in counsels_of(connection, keys, link.couple_id) if each.grant(now)}
        if given
        else ()
    )
    return [Practice(each, each.counsel in open_now) for each in given]


def one(link: Link, id: str) -> Practice | None:
    return next((each for each in every(link) if each.given.id == id), None)


def next_one(link: Link) -> Practice | None:
    """For Home: the next that can be begun and was not."""
    waiting = [each for each in every(link) if each.open and each.given.session is None]
    return next_of(waiting, in_days(0, time.time()))


def practices() -> list[Practice]:
    """All of it, for the page about counselors."""
    link = link_of(current_user.account_id)
    return every(link) if link else []


def looked_at(session_id: str) -> list[str]:
    """The counselors who gave what a session was begun from, and have opened it."""
    return [each.given.who for each in practices() if each.given.session == session_id and each.given.seen]
