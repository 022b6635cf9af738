"""What someone's balance is made of, read in three queries whatever the length of their history."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from couples.balance.actions import read_answers, read_choices
from couples.balance.models import CheckInRow, ChoicesRow
from couples.contributions.queries import since
from couples.domain.balance.checkins import CHECK_INS, CheckInKind, ratings
from couples.domain.balance.choices import Choices
from couples.domain.balance.facts import Contribution
from couples.domain.pair import Pair
from couples.log.stream import Head
from couples.security.keys import Keys

CHECK_IN, CHOICES = CheckInRow.__table__.c, ChoicesRow.__table__.c


def contributions(
    connection: Connection, head: Head, keys: Keys, at: float, charted: float | None = None
) -> list[Contribution]:
    """All of both since a time, in seconds since 1970, and what is drawn since another."""
    earliest = at if charted is None else min(at, charted)
    return [*since(connection, head, keys, at, charted), *_check_ins(connection, head, keys, earliest)]


def choices(connection: Connection, head: Head, keys: Keys) -> Pair[Choices]:
    rows = connection.execute(
        select(CHOICES.account_id, CHOICES.sealed).where(CHOICES.couple_id == head.couple_id)
    )
    sealed = {row.account_id: row.sealed for row in rows}
    return head.members.map(
        lambda account: read_choices(keys, head.couple_id, account or "", sealed.get(account or ""))
    )


def last_check_ins(connection: Connection, couple_id: str, account_id: str) -> dict[CheckInKind, float]:
    """When someone did each kind last."""
    rows = connection.execute(
        select(CHECK_IN.kind, func.max(CHECK_IN.at).label("at"))
        .where(CHECK_IN.couple_id == couple_id, CHECK_IN.account_id == account_id)
        .group_by(CHECK_IN.kind)
    )
    return {row.kind: row.at for row in rows}


def _check_ins(connection: Connection, head: Head, keys: Keys, at: float) -> Iterator[Contribution]:
    rows = connection.execute(
        select(CHECK_IN.id, CHECK_IN.account_id, CHECK_IN.kind, CHECK_IN.at, CHECK_IN.sealed)
        .where(CHECK_IN.couple_id == head.couple_id, CHECK_IN.at >= at)
        .order_by(CHECK_IN.at)
    )
    for row in rows:
        if seat := head.seat_of(row.account_id):
            for fact in ratings(CHECK_INS[row.kind], read_answers(keys, row), seat, row.at):
                yield Contribution(fact, only=seat)
