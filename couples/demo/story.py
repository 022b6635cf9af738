"""Half a year of the sample couple: what counted between them, week by week, so that the balance has a story to tell.

At first Ana speaks and starts more. From the tenth week on they take turns by the clock, and it evens out. Sam rests
badly in the middle. Ana's limits hold better and better. Nobody wrote any of it: there are facts only, and no words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from couples.balance.actions import put_check_in, put_choices
from couples.contributions.actions import keep
from couples.domain.balance.checkins import AREAS, MONTH, WEEK, CheckInKind
from couples.domain.balance.choices import Choices
from couples.domain.balance.facts import AnyFact, Contribution, Hearing, Limit, Rating, Request, Start, Talk
from couples.domain.balance.window import WEEK as SEVEN_DAYS
from couples.domain.days import DAY
from couples.domain.pair import SEATS, Pair, Seat
from couples.log.batch import Batch
from couples.log.stream import Head
from couples.log.writer import Writer

WEEKS = 26
TURN = 10  # the week from which on it evens out


def tell(writer: Writer, head: Head, now: float) -> None:
    """Lays it down for a couple that has nothing yet, and opens the view of both."""
    writer.run(partial(_told, head=head, now=now))


def _told(batch: Batch, head: Head, now: float) -> None:
    chance = random.Random(7)
    _facts(batch, head, now, chance)
    for seat in SEATS:
        account = head.members[seat]
        assert account is not None
        for week in range(WEEKS):
            at = now - (WEEKS - week) * SEVEN_DAYS + 2 * DAY
            for kind, points in _check_ins(seat, week, chance):
                put_check_in(batch, head.couple_id, account, kind, points, at)
        put_choices(batch, head.couple_id, account, partial(_opened, seat=seat))


def _facts(batch: Batch, head: Head, now: float, chance: random.Random) -> None:
    for week in range(WEEKS):
        at = now - (WEEKS - week) * SEVEN_DAYS + DAY
        for number in range(2):
            about = f"story-{week}-{number}"
            keep(batch, head, about, map(Contribution, _talk(about, week, at + number * 3 * DAY, chance)))
        about = f"story-need-{week}"
        found = (*map(Contribution, _need(about, week, at, chance)), *_limit(about, week, at))
        keep(batch, head, about, found)
        if week % 6 == 4:
            keep(batch, head, f"story-say-{week}", _decisions(f"story-say-{week}", at, chance))
    keep(batch, head, "story-guesses", map(Contribution, _guesses("story-guesses", now - 20 * DAY)))


def _talk(about: str, week: int, at: float, chance: random.Random) -> Iterator[AnyFact]:
    """A session of four turns, and who opened it."""
    lean = 1.7 if week < TURN else 1.05
    used = Pair(lean * chance.uniform(170, 230), chance.uniform(170, 230))
    yield Talk(at=at, about=about, used=used)
    starter: Seat = "A" if chance.random() < (0.8 if week < TURN else 0.55) else "B"
    yield Start(at=at, about=about, seat=starter, what="exercise")
    for seat, well in zip(SEATS, (0.6 if week < TURN else 0.85, 0.85), strict=True):
        yield Hearing(at=at, about=about, seat=seat, heard=chance.random() < well)


def _need(about: str, week: int, at: float, chance: random.Random) -> Iterator[AnyFact]:
    seat = SEATS[week % 2]
    yield Start(at=at, about=about, seat=seat, what="need")
    met = chance.choice((0.0, 0.5, 0.5, 1.0)) if week < TURN else chance.choice((0.5, 1.0, 1.0))
    yield Request(at=at + 2 * DAY, about=about, seat=seat, answered=chance.random() < 0.8, met=met)


def _limit(about: str, week: int, at: float) -> Iterator[Contribution]:
    if week % 5 == 1:
        kept = (0.0, 0.5, 0.5, 1.0, 1.0, 1.0)[week // 5]
        limit = Limit(at=at, about=about, seat="A", heard=True, kept=kept)
        yield Contribution(limit, only="A")


def _decisions(about: str, at: float, chance: random.Random) -> Iterator[Contribution]:
    for seat in SEATS:
        for number in range(4):
            rated = partial(Rating, at=at, about=about, seat=seat, item=f"{number}")
            say = rated(measure="say", value=chance.choice((2, 2, 3)), most=4)
            right = rated(measure="enough", value=int(chance.random() < 0.7), most=1)
            yield from (Contribution(each, only=seat) for each in (say, right))


def _guesses(about: str, at: float) -> Iterator[AnyFact]:
    """Each guesses eight things of the other: Ana a little too high, Sam close."""
    for number in range(8):
        pairs = (1 + number % 3, 2), (1 + number % 2, 2 + number % 2)
        for seat, (value, guess) in zip(SEATS, pairs, strict=True):
            rated = partial(Rating, at=at, about=about, seat=seat, measure="view", item=f"{number}", most=4)
            yield from (rated(value=value), rated(value=guess, guess=True))


def _check_ins(seat: Seat, week: int, chance: random.Random) -> Iterator[tuple[CheckInKind, dict[str, int]]]:
    tired = 1 if seat == "B" and 8 <= week <= 14 else 3
    calm = 2 if week < TURN else 3
    points = {
        f"week:{item.name}": min(
            4, max(0, (tired if item.name == "rested" else calm) + chance.randint(-1, 1))
        )
        for item in WEEK
    }
    if week % 9 != 4:  # a week that they left out
        yield "week", points
    if week % 4 == 3:
        yield "month", {f"month:{item.name}": min(4, calm + chance.randint(0, 1)) for item in MONTH}
    if week in (WEEKS // 2, WEEKS - 2):
        yield "map", _map(seat, week)


def _map(seat: Seat, week: int) -> dict[str, int]:
    """Sam leans a lot for comfort and has little else there; with time he has a little more."""
    lean = (4, 2, 1, 2, 3, 1) if seat == "B" else (2, 3, 3, 1, 1, 2)
    footing = (1, 3, 3, 2, 2, 3) if seat == "B" else (3, 2, 1, 4, 4, 3)
    points: dict[str, int] = {}
    for area, leans, stands in zip(AREAS, lean, footing, strict=True):
        points |= {f"lean:{area.name}": leans, f"footing:{area.name}": stands, f"fit:{area.name}": 2}
        points[f"guess:{area.name}"] = 2
    if seat == "B" and week > TURN + 10:
        points["footing:low"] = 2
    return points


def _opened(before: Choices, seat: Seat) -> Choices:
    shown = {*(f"area:{area.name}" for area in AREAS[:4]), "say", "enough"}
    fits = {"airtime": 1, "starting": -1} if seat == "A" else {"airtime": 2, "starting": 1}
    return Choices(joins=True, shown=frozenset(shown), fits=fits, fits_shown=frozenset(fits))
