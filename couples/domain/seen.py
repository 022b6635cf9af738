"""Seen: one thing that both of the two saw of each other, as a third person reads it, and how such things are grouped.

What they are made of is in witness.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from couples.domain.events import Heard, Words
from couples.domain.exercise import Exercise, Step
from couples.domain.pair import Pair, Seat, by_seat

# said: with words. aloud: without any. passed: nothing, for whatever reason. removed: taken out by who wrote it.
State = Literal["said", "aloud", "passed", "removed"]


@dataclass(frozen=True, slots=True)
class Share:
    """What one of the two let the other read, by part of the answer. `seat` is None for what both signed."""

    seat: Seat | None
    words: Mapping[str, Words]
    state: State = "said"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that happened and that both saw, from `at` on. `number` counts them from 1.

    `seat` is None where both did it, or where it is not told who. `seconds` is the time a turn took, without pauses.
    """

    number: int
    at: float
    what: str
    seat: Seat | None = None
    step: str | None = None
    shares: tuple[Share, ...] = ()
    seconds: float | None = None
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class StepSeen:
    """What both saw in one step, and how many seconds each spoke in it."""

    step: Step
    seen: tuple[Seen, ...]
    seconds: Pair[float]


def by_step(exercise: Exercise, seen: Iterable[Seen]) -> tuple[StepSeen, ...]:
    """Each step in the order of the exercise, without those that are only to read."""
    found = tuple(seen)
    asked = [step for step in exercise.steps if step.kind != "read"]
    of_step = {step.id: tuple(each for each in found if each.step == step.id) for step in asked}
    return tuple(StepSeen(step, of_step[step.id], spoken(of_step[step.id])) for step in asked)


class Timed(Protocol):
    """What may be a turn of somebody's."""

    @property
    def seat(self) -> Seat | None: ...

    @property
    def seconds(self) -> float | None: ...


def spoken(seen: Iterable[Timed]) -> Pair[float]:
    """Seconds that each spoke."""
    turns = [(each.seat, each.seconds or 0.0) for each in seen]
    return by_seat(lambda seat: sum(seconds for who, seconds in turns if who == seat))


def up_to(seen: Iterable[Seen], number: int) -> tuple[Seen, ...]:
    """What both had seen when that one had happened."""
    return tuple(each for each in seen if each.number <= number)


def without_removed(seen: Seen, removed: Pair[bool]) -> Seen:
    """Also from what was seen before. A text that was not signed may hold words of either, so it goes with both."""
    if seen.what == "wrote" and removed.any():
        return replace(seen, shares=tuple(replace(each, words={}, state="removed") for each in seen.shares))
    return replace(seen, shares=tuple(_left(each, removed) for each in seen.shares))


def _left(share: Share, removed: Pair[bool]) -> Share:
    gone = share.seat is not None and removed[share.seat]
    return replace(share, words={}, state="removed") if gone else share
