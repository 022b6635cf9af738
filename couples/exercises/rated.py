"""What both of the two rated and both saw, in one session: for comparing the same thing over sessions.

Who may read it is not decided here. Whoever calls this has asked for what both gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from couples.domain.events import Words
from couples.domain.exercise import Exercise, Step
from couples.domain.pair import SEATS, Pair
from couples.domain.seen import Seen, by_step
from couples.domain.witness import witnessed
from couples.exercises.witnessed import of_both
from couples.log.streams import Streams


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to rate. With other points it is another thing: the two could not be compared."""

    exercise: str
    step: str
    item: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """`points` are what each gave, counted from 0."""

    asked: Asked
    title: str
    text: str
    points: Pair[int]


def has_scales(exercise: Exercise) -> bool:
    return any(_is_compared(step) for step in exercise.steps)


def rated(connection: Connection, streams: Streams, session_id: str, exercise: Exercise) -> list[Rated]:
    """In the order of the exercise. Taken from what each saw of the other, so nothing else can be in it."""
    found = of_both(connection, streams, session_id)
    if found is None:
        return []
    seen = witnessed(exercise, [event for event, _place in found.events])
    steps = [each for each in by_step(exercise, seen) if _is_compared(each.step)]
    return [one for each in steps for one in _of_step(exercise, each.step, each.seen)]


def _is_compared(step: Step) -> bool:
    """What people made themselves to be rated is different each time."""
    return step.kind == "scale" and step.reveal != "never" and bool(step.options)


def _of_step(exercise: Exercise, step: Step, seen: Iterable[Seen]) -> Iterator[Rated]:
    given = {share.seat: share.words.get("own", {}) for each in seen for share in each.shares if share.seat}
    if len(given) < len(SEATS):
        return
    for option in step.options:
        one, two = (_point(given[seat], option.name) for seat in SEATS)
        if one is not None and two is not None:
            asked = Asked(exercise.slug, step.id, option.name, step.points)
            yield Rated(asked, step.title, option.text, Pair(one, two))


def _point(given: Words, name: str) -> int | None:
    return int(str(given[name])) if name in given else None
