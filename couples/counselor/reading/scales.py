"""The same things rated again and again, side by side: what both answered and both saw, in sessions that both share.

There is no score and no verdict in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from couples.balance.series import Points
from couples.consent import queries
from couples.content import unpack
from couples.counselor.cases.scope import Case
from couples.domain.exercise import Exercise
from couples.exercises.rated import Asked, Rated, has_scales, rated
from couples.extensions import db
from couples.house import house

MOST = 26  # sessions, the latest: each is read as a whole


@dataclass(frozen=True, slots=True)
class Time:
    """What each of the two gave in one session."""

    session: str
    at: float
    a: int
    b: int


@dataclass(slots=True)
class Item:
    """One thing that was rated, and each time that it was, the oldest first."""

    asked: Asked
    text: str
    times: list[Time] = field(default_factory=list)

    @property
    def points(self) -> tuple[str, ...]:
        return self.asked.points

    @property
    def most(self) -> int:
        return len(self.points) - 1

    @property
    def lines(self) -> tuple[Points, Points]:
        return [each.a for each in self.times], [each.b for each in self.times]


@dataclass(slots=True)
class Scale:
    """A step of an exercise, with all that is rated in it."""

    exercise: str
    title: str
    items: list[Item] = field(default_factory=list)


def scales(case: Case) -> list[Scale]:
    """Whatever was rated last comes first."""
    connection = db.session.connection()
    rows = queries.sessions(connection, case.counsel.couple_id, case.grant.sessions)
    known = {row.packed: unpack(row.packed) for row in rows}
    asking = ((row, known[row.packed]) for row in rows if has_scales(known[row.packed]))
    found: dict[tuple[str, str], Scale] = {}
    items: dict[Asked, Item] = {}
    for row, exercise in islice(asking, MOST):
        for each in rated(connection, house().writer.streams, row.id, exercise):
            _item(found, items, exercise, each).times.insert(0, Time(row.id, row.ended, *each.points))
    return list(found.values())


def _item(
    found: dict[tuple[str, str], Scale], items: dict[Asked, Item], exercise: Exercise, each: Rated
) -> Item:
    scale = found.setdefault((exercise.slug, each.asked.step), Scale(exercise.title, each.title))
    if each.asked not in items:
        items[each.asked] = Item(each.asked, each.text)
        scale.items.append(items[each.asked])
    return items[each.asked]
