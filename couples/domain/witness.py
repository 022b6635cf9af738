"""A session as a third person may see it: what both of the two saw of each other, and nothing else.

Nothing is read from the events but that something happened. What somebody said is always taken from the view of the
other, at the moment at which it stood on their page. So whatever the one door keeps back is not here either, and a
passed answer and one that its author kept look alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from couples.domain.events import (
    AnsweredBoundary,
    AnsweredNeed,
    BothWeighed,
    CameBack,
    Confirmed,
    Ended,
    Event,
    Finished,
    Froze,
    Lapsed,
    Opened,
    Passed,
    Paused,
    Reflected,
    Released,
    Reopened,
    Rested,
    Resumed,
    Revealed,
    Signed,
    Spoke,
    Started,
    StatedBoundary,
    StatedNeed,
    Stopped,
    Words,
    WordsRemoved,
    Wrote,
)
from couples.domain.exercise import Exercise, Step
from couples.domain.pair import SEATS, Seat, other
from couples.domain.seen import Seen, Share, without_removed
from couples.domain.session import Session, begin, evolve, kind_of


def witnessed(exercise: Exercise, events: Sequence[Event]) -> tuple[Seen, ...]:
    """In the order in which both could see it. Nothing at all of a session that never opened.

    `events` are all of the session, from its start on. What one does at a step that the other has not reached yet is
    seen when they do.
    """
    start = events[0]
    assert isinstance(start, Started)
    session, waiting = begin(start, exercise), dict[_Key, _Waits]()
    found = [Seen(1, start.at, "opened", start.seat)] if session.opened else []
    for event, following in zip(events[1:], (*events[2:], None), strict=False):
        session = evolve(session, event)
        if event.private or not session.opened:
            continue
        if what := _what(session, event, following):
            _wait(waiting, _Waits(what, _seat(session, event), event))
        for key in [key for key, each in waiting.items() if _is_seen(session, each)]:
            found.append(_seen(session, waiting.pop(key), event.at, len(found) + 1))
    return tuple(without_removed(each, session.removed) for each in found)


# Whether something happened that both see, and who did it

_Key = tuple[str, Seat | None, str | None]


@dataclass(frozen=True, slots=True)
class _Waits:
    """Something happened; the other may not have come to that step yet."""

    what: str
    seat: Seat | None
    event: Event


def _wait(waiting: dict[_Key, _Waits], new: _Waits) -> None:
    """Of what happens again before the other comes, only the newest is there to see."""
    key = (new.what, new.seat, new.event.step)
    for old in (key, ("passed", *key[1:])):
        waiting.pop(old, None)
    waiting[key] = new


_WHAT: Mapping[type[Event], str] = {
    Opened: "opened", Released: "shared", Revealed: "revealed", StatedNeed: "need", StatedBoundary: "limit",
    Spoke: "spoke", Reflected: "said_back", Confirmed: "heard", AnsweredNeed: "answered_need",
    AnsweredBoundary: "answered_limit", Wrote: "wrote", Froze: "froze", Reopened: "reopened", BothWeighed: "weighed",
    Signed: "signed", Rested: "rested", CameBack: "back", Passed: "passed", Paused: "paused", Resumed: "resumed",
    Stopped: "stopped", Lapsed: "stopped", Ended: "ended", WordsRemoved: "removed",
}  # fmt: skip
# That it ended is told to both in the same words, whoever ended it and whatever for.
_OF_BOTH = (Revealed, BothWeighed, Stopped, Lapsed, Ended)


def _what(session: Session, event: Event, following: Event | None) -> str:
    match event:
        case Finished():
            return "passed" if _ends_without_a_word(session, event, following) else ""
        case Released() if _holds(session, event):
            return ""  # they had passed, and that was seen
        case Revealed() if _step(session, event).who != "both":
            return "passed" if _holds(session, event) else "shared"
    return _WHAT.get(type(event), "")


def _ends_without_a_word(session: Session, event: Event, following: Event | None) -> bool:
    """Where each lets the other see their own answer: done, and no answer came with it."""
    released = isinstance(following, Released) and (following.seat, following.at) == (event.seat, event.at)
    return _step(session, event).reveal == "author_releases" and not released


def _holds(session: Session, event: Event) -> bool:
    seat = _seat(session, event)
    return seat is not None and bool(_state(session, event).held[seat])


def _seat(session: Session, event: Event) -> Seat | None:
    if isinstance(event, Opened):
        return session.by
    if isinstance(event, Revealed) and (step := _step(session, event)).who != "both":
        return session.moment(step, "A", event.at).speaker
    return None if isinstance(event, _OF_BOTH) else event.seat


def _step(session: Session, event: Event) -> Step:
    index = session.exercise.index(event.step)
    assert index is not None
    return session.exercise.steps[index]


def _state(session: Session, event: Event) -> Any:
    return session.states[session.exercise.steps.index(_step(session, event))]


# When the other sees it, and what of it


def _is_seen(session: Session, waits: _Waits) -> bool:
    """By the other of who did it; by both, where both did."""
    index = session.exercise.index(waits.event.step)
    viewers = SEATS if waits.seat is None else (other(waits.seat),)
    return index is None or all(_reads(session, viewer, index, waits.event.at) for viewer in viewers)


def _reads(session: Session, viewer: Seat, index: int, now: float) -> bool:
    """Whether it stands on someone's page. What is answered alone opens only to who is done with their own."""
    if session.at[viewer] < index and not session.over:
        return False
    view = _view(session, viewer, session.exercise.steps[index], now)
    return "theirs" not in view or view["phase"] == "open"


def _view(session: Session, viewer: Seat, step: Step, now: float) -> Mapping[str, Any]:
    index = session.exercise.index(step.id)
    assert index is not None
    return kind_of(step).view(session.states[index], viewer, session.moment(step, viewer, now))


def _seen(session: Session, waits: _Waits, at: float, number: int) -> Seen:
    what, seat, event = waits.what, waits.seat, waits.event
    seen = Seen(number, at, what, seat, event.step, tuple(_shares(session, waits)))
    if isinstance(event, Confirmed):
        return replace(seen, heard=event.heard)
    if isinstance(event, Spoke):
        return replace(seen, seconds=_state(session, event).used)
    return seen


def _shares(session: Session, waits: _Waits) -> Iterable[Share]:
    what, seat, event = waits.what, waits.seat, waits.event
    if what == "revealed":
        return [_answer(session, each, event) for each in SEATS]
    if seat is None or what not in ("shared", *_WORDS):
        return ()
    if what == "shared":
        return [_answer(session, seat, event)]
    view = _view(session, other(seat), _step(session, event), event.at)
    if what == "signed":
        return [_said(None, _WORDS[what](view))] if view["agreed"] else ()
    return [_said(seat, _WORDS[what](view))]


def _agreed(view: Mapping[str, Any]) -> Words:
    return {"text": view["text"], "review": view["review"]}


# What somebody said, in the view of the other.
_WORDS: Mapping[str, Callable[[Mapping[str, Any]], Words]] = {
    "need": lambda view: view["words"],
    "limit": lambda view: view["words"],
    "answered_need": lambda view: view["reply"],
    "answered_limit": lambda view: view["reply"],
    "spoke": lambda view: {"words": view["spoken"]},
    "said_back": lambda view: {"said": view["rounds"][-1].said},
    "wrote": _agreed,
    "signed": _agreed,
}


def _said(seat: Seat | None, given: Words) -> Share:
    words = _filled(given)
    return Share(seat, {"answer": words} if words else {}, "said" if words else "aloud")


def _filled(words: Words) -> Words:
    return {name: value for name, value in words.items() if value}


def _answer(session: Session, seat: Seat, event: Event) -> Share:
    """An answer that was given alone, as the other reads it."""
    step = _step(session, event)
    view = _view(session, other(seat), step, event.at)
    theirs = _as_read(step, view)
    words = {part: left for part, given in theirs.items() if (left := _filled(given))}
    return Share(seat, words, "said" if words else "passed")


def _as_read(step: Step, view: Mapping[str, Any]) -> Mapping[str, Words]:
    """Guesses of piles stand beside the answers they are about: not where one of the two gave none, or kept it."""
    theirs: Mapping[str, Words] = view["theirs"]
    beside = view["shown"] and view["mine"].get("own") and theirs.get("own")
    if step.kind == "choose" and step.how == "piles" and not beside:
        return {part: words for part, words in theirs.items() if part != "guess"}
    return theirs
