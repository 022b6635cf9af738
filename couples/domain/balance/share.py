"""Shares between two: who spoke how much, who started. About even, leaning, or not clear yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from couples.domain.balance.facts import AnyFact, Start, Talk
from couples.domain.balance.intervals import DRAWN, SAID, Interval, of_share, wilson
from couples.domain.balance.window import days_of
from couples.domain.pair import Pair, Seat, by_seat

State = Literal["even", "leans", "unclear"]
EVEN, PLAINLY = (1 / 3, 2 / 3), (0.4, 0.6)
# Counts jump. At 0.95 an even pair with 16, 21, 26 or 31 starts would be told "leans" in 7.1 to 7.8 of a hundred times;
# at 0.955 it is 6.6 at most, for every number of starts from 10 on.
OF_COUNTS = 0.955
TALKS, STARTS, ON_DAYS, WIDEST = 4, 10, 3, 0.35


@dataclass(frozen=True, slots=True)
class Share:
    """`share` is seat A's, 0 to 1, of what `each` had (seconds, words or times) in so many `events`.

    `drawn` holds it four times in five, `said` nineteen times in twenty.
    """

    name: str
    share: float
    drawn: Interval
    said: Interval
    each: Pair[float]
    events: tuple[AnyFact, ...]
    typed: bool = False

    @property
    def evenness(self) -> float:
        """1 is half and half, 0.5 three to one, 0 all with one."""
        return 2 * min(self.share, 1 - self.share)

    def of(self, seat: Seat) -> tuple[float, Interval]:
        """That seat's share, and where it may well lie."""
        return (self.share, self.drawn) if seat == "A" else (1 - self.share, self.drawn.turned())

    @property
    def state(self) -> State:
        if self.drawn.within(*EVEN):
            return "even"
        plain = not PLAINLY[0] <= self.share <= PLAINLY[1]
        return "leans" if plain and not self.said.holds(0.5) else "unclear"

    @property
    def towards(self) -> Seat | None:
        """Whose it leans to, where it does."""
        return None if self.state != "leans" else "A" if self.share > 0.5 else "B"


def airtime(talks: Sequence[Talk]) -> Share | None:
    """How the speaking was shared. Spoken and typed are never mixed; what was spoken is told where it is enough."""
    for typed in (False, True):
        if found := _talked([each for each in talks if each.typed == typed], typed=typed):
            return found
    return None


def starting(starts: Sequence[Start]) -> Share | None:
    """Who opened a session, raised a need or a limit, or came back first after a pause."""
    if len(starts) < STARTS or days_of(starts) < ON_DAYS:
        return None
    times = by_seat(lambda seat: sum(each.seat == seat for each in starts))
    drawn, said = (wilson(times.a, len(starts), level) for level in (DRAWN, OF_COUNTS))
    return Share("starting", times.a / len(starts), drawn, said, times.map(float), tuple(starts))


def _talked(talks: Sequence[Talk], *, typed: bool) -> Share | None:
    both = [talk for talk in talks if talk.used.all()]
    if len(both) < TALKS or days_of(both) < ON_DAYS:
        return None
    points = [(talk.used.a, talk.used.b) for talk in both]
    drawn, said = of_share(points, DRAWN), of_share(points, SAID)
    if drawn.width > WIDEST:
        return None
    each = Pair(sum(one for one, _ in points), sum(two for _, two in points))
    return Share("airtime", each.a / (each.a + each.b), drawn, said, each, tuple(both), typed)
