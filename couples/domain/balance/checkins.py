"""Check-ins: a few short things that someone rates alone, each week, month and quarter. The items are our own words.

They have no norms. They are compared only with one's own past and, where both show them, with each other's.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from couples.domain.balance.facts import Measure, Rating
from couples.domain.days import DAY
from couples.domain.deed import Deed
from couples.domain.pair import Seat
from couples.domain.refusal import Refusal, invalid

CheckInKind = Literal["week", "month", "map"]
MOST = 4  # points go from 0 to here
HOW_MUCH = ("not at all", "a little", "somewhat", "a lot", "very much")
HOW_WELL = ("not at all", "with trouble", "so-so", "quite well", "well")
HOW_IT_FITS = ("too little", "a bit little", "it fits", "a bit much", "too much")
OF_AREAS: tuple[Measure, ...] = ("lean", "footing", "fit")
EMPTY = "Choose at least one. What you leave out is not counted as anything."


@dataclass(frozen=True, slots=True)
class Item:
    """`risky`: an honest low answer could put someone at risk. It is shown to nobody unless its author chooses to."""

    name: str
    text: str
    risky: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """One question about each of some items."""

    measure: Measure
    ask: str
    points: tuple[str, ...]
    items: tuple[Item, ...]
    guess: bool = False


@dataclass(frozen=True, slots=True)
class CheckIn:
    kind: CheckInKind
    title: str
    lead: str
    scales: tuple[Scale, ...]


WEEK = (
    Item("connected", "I felt close to you."),
    Item("free", "I was free to be myself."),
    Item("heard", "You listened to me."),
    Item("rested", "I felt rested."),
)
MONTH = (
    Item("needs", "I can say what I need."),
    Item("answer", "I get an honest answer."),
    Item("limits", "My limits are kept.", risky=True),
    Item("own", "I can keep something to myself without trouble.", risky=True),
    Item("say", "I have a say in what we decide.", risky=True),
    Item("people", "I have people besides you."),
    Item("things", "I look after things of my own."),
    Item("noticed", "What I do is noticed."),
)
# The six areas of the exercise "Map of leaning", under the same names.
AREAS = (
    Item("low", "Comfort when I feel low"),
    Item("daily", "Daily work, rides, help when ill"),
    Item("money", "Money"),
    Item("decide", "Making up my mind"),
    Item("people", "Friends and company"),
    Item("habits", "Keeping my days in order"),
)
CHECK_INS: Mapping[CheckInKind, CheckIn] = {
    "week": CheckIn(
        "week",
        "This week",
        "Four things. One minute.",
        (Scale("week", "How was it this week?", HOW_MUCH, WEEK),),
    ),
    "month": CheckIn(
        "month",
        "This month",
        "Eight things. Two minutes.",
        (Scale("month", "How is it these days?", HOW_MUCH, MONTH),),
    ),
    "map": CheckIn(
        "map",
        "Leaning and footing",
        "Six areas. Five minutes. It is good to lean, and good to stand.",
        (
            Scale("lean", "How much do you lean on the other for this?", HOW_MUCH, AREAS),
            Scale(
                "footing",
                "The other is away for a month. How would you manage?",
                HOW_WELL,
                AREAS,
            ),
            Scale("fit", "Does the way you lean suit you?", HOW_IT_FITS, AREAS),
            Scale(
                "lean",
                "A guess: how much does the other lean on you?",
                HOW_MUCH,
                AREAS,
                guess=True,
            ),
        ),
    ),
}


def key_of(scale: Scale, item: Item) -> str:
    """The name of an answer: in forms, in what is kept, and in what someone chose to show."""
    return f"{'guess' if scale.guess else scale.measure}:{item.name}"


def shown_as(measure: Measure, item: str) -> str:
    """Under which name someone decides whether the other sees it. All that is said of an area goes together."""
    return f"area:{item}" if measure in OF_AREAS else f"{measure}:{item}"


# What is shown to the other only where its author chose so. Anything else is shown unless they chose otherwise.
CLOSED = frozenset(
    shown_as(scale.measure, item.name)
    for check_in in CHECK_INS.values()
    for scale in check_in.scales
    for item in scale.items
    if scale.measure in OF_AREAS or item.risky
)


def parse(check_in: CheckIn, deed: Deed) -> Mapping[str, int] | Refusal:
    """Points by key. What was left out is not there: missing is never zero."""
    answers: dict[str, int] = {}
    for scale in check_in.scales:
        for item in scale.items:
            key = key_of(scale, item)
            point = deed.text(key)
            if point and point not in tuple(map(str, range(MOST + 1))):
                return invalid('Choose a point for "%(item)s", or leave it out.', key, item=item.text)
            if point:
                answers[key] = int(point)
    return answers or invalid(EMPTY)


def ratings(check_in: CheckIn, answers: Mapping[str, int], seat: Seat, at: float) -> list[Rating]:
    """What is counted. Answers of both in the same span of time are about the same, so that guesses find their own."""
    about = f"{check_in.kind}-{span_of(check_in, at)}"
    return [
        Rating(
            at=at,
            about=about,
            seat=seat,
            measure=scale.measure,
            item=item.name,
            value=answers[key],
            most=MOST,
            guess=scale.guess,
        )
        for scale in check_in.scales
        for item in scale.items
        if (key := key_of(scale, item)) in answers
    ]


def span_of(check_in: CheckIn, at: float) -> int:
    """The number of the week, month or quarter, counted from a Monday in 1970."""
    if check_in.kind == "week":
        return int((at + 3 * DAY) // (7 * DAY))
    day = datetime.datetime.fromtimestamp(at, datetime.UTC)
    months = day.year * 12 + day.month - 1
    return months if check_in.kind == "month" else months // 3


def is_due(check_in: CheckIn, last: float | None, now: float) -> bool:
    return last is None or span_of(check_in, last) != span_of(check_in, now)


def keys_shown(check_in: CheckIn) -> tuple[str, ...]:
    """What someone decides about in this check-in, each once."""
    keys = (shown_as(scale.measure, item.name) for scale in check_in.scales for item in scale.items)
    return tuple(dict.fromkeys(keys))
