"""Facts: what the balance is worked out from. Each is one countable thing that someone did of their own free choice.

No words are in them. A fact of one person alone (`Rating`) is theirs until they let it be counted for both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from couples.domain.pair import Pair, Seat

StartKind = Literal["exercise", "need", "limit", "return"]
Measure = Literal["lean", "footing", "say", "enough", "share", "week", "month", "fit", "view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`at` is when it counts from, in seconds since 1970. `about` is the session or the item it happened in."""

    at: float
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk(Fact):
    """One session's turns of free length: seconds that each used, or words where both typed."""

    used: Pair[float]
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Fact):
    """Someone opened a session, raised a need or a limit outside of one, or came back first after a pause."""

    seat: Seat
    what: StartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing(Fact):
    """Someone's statement was said back to them; `heard` when they said "yes, that's it" within three tries."""

    seat: Seat
    heard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Fact):
    """What someone asked for. `at` is the end of its day, or the answer where that came first.

    `answered` by its day, whatever the answer was. `met` is its owner's own review: 0, 0.5 or 1; None before it.
    """

    seat: Seat
    answered: bool
    met: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Fact):
    """A limit that its owner shared. `kept` is their own review: 0, 0.5 or 1; None before it."""

    seat: Seat
    heard: bool
    kept: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Fact):
    """One point on a scale from 0 to `most`. With `guess`, what `seat` thinks the other's own answer is.

    `item` is what was rated: an area, a decision by its number, an item of a check-in.
    """

    seat: Seat
    measure: Measure
    item: str
    value: int
    most: int
    guess: bool = False


AnyFact = Talk | Start | Hearing | Request | Limit | Rating


@dataclass(slots=True)
class Facts:
    """Each kind in a list of its own: a strand is made of one kind."""

    talks: list[Talk] = field(default_factory=list)
    starts: list[Start] = field(default_factory=list)
    hearings: list[Hearing] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)

    @classmethod
    def sorted(cls, facts: Iterable[AnyFact]) -> Facts:
        found = cls()
        lists = {kind: getattr(found, name) for kind, name in LISTS.items()}
        for fact in facts:
            lists[type(fact)].append(fact)
        return found

    def all(self) -> list[AnyFact]:
        return [*self.talks, *self.starts, *self.hearings, *self.requests, *self.limits, *self.ratings]


LISTS: dict[type[AnyFact], str] = {
    Talk: "talks",
    Start: "starts",
    Hearing: "hearings",
    Request: "requests",
    Limit: "limits",
    Rating: "ratings",
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """A fact, and for whom it counts: for both, or for one person `only`, until they let it count for both."""

    fact: AnyFact
    only: Seat | None = None
