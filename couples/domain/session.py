"""A session: one time through one exercise by a couple. What may happen (decide) and what then is (evolve).

Each of the two walks the steps at their own pace, so that one can answer today and the other tomorrow. A step that
needs both holds only those who have reached it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from couples.domain import drafts, pausing, visiting
from couples.domain.deed import Deed
from couples.domain.drafts import Drafts
from couples.domain.events import (
    Drafted,
    Ended,
    Event,
    Lapsed,
    Mode,
    Opened,
    Paused,
    Resumed,
    Started,
    Stopped,
    TappedReady,
    WentOn,
    WordsRemoved,
    counted,
)
from couples.domain.exercise import Exercise, Step
from couples.domain.pair import SEATS, Pair, Seat, both, other
from couples.domain.pausing import Pause
from couples.domain.refusal import DENIED, STALE, Refusal
from couples.domain.rights import Right
from couples.domain.steps import KINDS
from couples.domain.steps.base import Moment, StepKind, drafted
from couples.domain.visiting import Visit

# Whether someone keeps deeper exercises closed for themself. The house says so, never the one who sends the deed.
HELD, NOT_HELD = "1", "0"
OVER = Refusal("stale", "This session has ended. What you both shared is in your history.")


@dataclass(frozen=True, slots=True)
class Session:
    """State of a session. `at[seat]` is the index of the step that person is on; len(steps) means through.

    `by` opened it. `returned` are those who came back first, one for each pause.

    `versions[seat]` numbers what that person was shown: shared events and their own private ones. `rights` are those of
    today: unlike the exercise they are no copy, so that a better rule also guards a session that has begun.
    """

    exercise: Exercise
    first: Seat
    mode: Mode
    started: float
    ready_by: float | None
    states: tuple[Any, ...]
    spoken: bool = False
    by: Seat | None = None
    returned: tuple[Seat, ...] = ()
    opened: bool = False
    lapsed: bool = False
    ready: Pair[bool | None] = field(default_factory=lambda: both(None))
    held: Pair[bool] = field(default_factory=lambda: both(False))
    at: Pair[int] = field(default_factory=lambda: both(0))
    drafts: Pair[Drafts] = field(default_factory=lambda: both({}))
    pause: Pause | None = None
    stopped: bool = False
    ended: float | None = None
    visit: Visit = field(default_factory=Visit)
    removed: Pair[bool] = field(default_factory=lambda: both(False))
    versions: Pair[int] = field(default_factory=lambda: both(0))
    rights: tuple[Right, ...] = ()

    @property
    def over(self) -> bool:
        return self.ended is not None

    def step(self, seat: Seat) -> Step | None:
        index = self.at[seat]
        return self.exercise.steps[index] if index < len(self.exercise.steps) else None

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Who takes part: both, or the one who does it alone."""
        return ("A",) if self.mode == "alone" else SEATS

    def moment(self, step: Step, seat: Seat, now: float) -> Moment:
        index = self.exercise.index(step.cards) if step.cards else None
        if index is None:
            return Moment(step, self.first, now, step, self.rights)
        source = self.exercise.steps[index]
        made = kind_of(source).cards(self.states[index], seat, source)
        if step.reveal != "never" and self.states[index].held[seat]:
            made = ()  # what someone kept for themself does not come out by another door
        # To show what both did, all cards that there could be; to ask, this person's own.
        shown, asked = replace(step, options=source.options), replace(step, options=made)
        return Moment(shown, self.first, now, asked, self.rights)


def begin(event: Started, exercise: Exercise, rights: tuple[Right, ...] = ()) -> Session:
    states = tuple(KINDS[step.kind].state() for step in exercise.steps)
    session = Session(
        exercise, event.first, event.mode, event.at, event.ready_by, states, event.spoken, event.seat
    )
    return replace(session, opened=event.ready_by is None, versions=both(1), rights=rights)


def decide(session: Session, deed: Deed, seat: Seat | None, now: float) -> list[Event] | Refusal:
    """The events a deed leads to, or why it does not. `seat` is None for the clock, whose one deed is `lapse`.

    When both act at once the writer puts one first; the other is decided against what then is.
    """
    if session.over:
        return OVER
    if seat is None:
        return _lapse(session, deed, now)
    if deed.name == "stop":
        return [Stopped(at=now, seat=seat)]
    if not session.opened:
        return _gate(session, deed, seat, now)
    match deed.name:
        case "pause":
            return pausing.asked(deed, seat, now)
        case "resume":
            return _resume(session, seat, now)
        case "let_in" | "show_out":
            return visiting.asked(session.visit, deed, seat, now)
    return _in_step(session, deed, seat, now)


def evolve(session: Session, event: Event) -> Session:
    session = replace(session, versions=counted(session.versions, event))
    match event:
        case TappedReady() | Opened() | Lapsed():
            return _evolve_gate(session, event)
        case Paused(seat=("A" | "B") as seat, at=at, until=until):
            since = session.pause.since if session.pause else at
            return replace(session, pause=Pause(seat, since, until, both(False)))
        case Resumed():
            return _resumed(session, event)
        case Stopped(at=at) | Ended(at=at):
            return replace(session, ended=at, stopped=isinstance(event, Stopped))
        case WordsRemoved(seat=("A" | "B") as seat, at=at):
            left = without_words_of(session, seat, at)
            return replace(left, removed=session.removed.put(seat, True))
        case WentOn():
            return _went_on(session, event)
        case Drafted():
            session = replace(session, drafts=drafts.written(session.drafts, event))
    return _evolve_step(session, event)


def without_words_of(session: Session, seat: Seat, now: float) -> Session:
    """The session as it is left to the other of the two: this seat's words are gone from it."""
    states = (
        kind_of(step).without_words_of(state, seat, session.moment(step, seat, now))
        for step, state in zip(session.exercise.steps, session.states, strict=True)
    )
    return replace(session, states=tuple(states), drafts=session.drafts.put(seat, {}))


def replay(session: Session, events: Iterable[Event]) -> Session:
    for event in events:
        session = evolve(session, event)
    return session


def kind_of(step: Step) -> StepKind:
    return KINDS[step.kind]


# The private ready gate


def _gate(session: Session, deed: Deed, seat: Seat, now: float) -> list[Event] | Refusal:
    if session.ready_by is not None and now >= session.ready_by:
        return [Lapsed(at=now)]
    if deed.name != "ready":
        return STALE
    ready, held = deed.text("ready") != "no", deed.text("held") == HELD
    events: list[Event] = [
        TappedReady(at=now, seat=seat, ready=ready, words={"held": HELD if held else NOT_HELD})
    ]
    them = other(seat)
    if ready and session.ready[them] and not (held or session.held[them]):
        events.append(Opened(at=now, seat=seat))
    return events


def _lapse(session: Session, deed: Deed, now: float) -> list[Event] | Refusal:
    due = session.ready_by is not None and not session.opened and now >= session.ready_by
    return [Lapsed(at=now)] if deed.name == "lapse" and due else DENIED


def _evolve_gate(session: Session, event: Event) -> Session:
    match event:
        case TappedReady(seat=("A" | "B") as seat, ready=ready, words=words):
            held = session.held.put(seat, words.get("held") == HELD)
            return replace(session, ready=session.ready.put(seat, ready), held=held)
        case Opened():
            return replace(session, opened=True)
    return replace(session, lapsed=True, ended=event.at)


# Pausing


def _resume(session: Session, seat: Seat, now: float) -> list[Event] | Refusal:
    if session.pause is None or session.pause.back[seat]:
        return STALE
    return [Resumed(at=now, seat=seat)]


def _resumed(session: Session, event: Event) -> Session:
    """Each comes back in their own time; it goes on when both are back, and no turn has lost a second."""
    pause = session.pause
    assert pause is not None and event.seat is not None
    back = pause.back.put(event.seat, True)
    if not pause.back.any():
        session = replace(session, returned=(*session.returned, event.seat))
    if not all(back[seat] for seat in session.seats):
        return replace(session, pause=replace(pause, back=back))
    seconds = event.at - pause.since
    states = (
        kind_of(step).resumed(state, seconds)
        for step, state in zip(session.exercise.steps, session.states, strict=True)
    )
    return replace(session, pause=None, states=tuple(states))


# The steps


def _in_step(session: Session, deed: Deed, seat: Seat, now: float) -> list[Event] | Refusal:
    index = session.exercise.index(deed.step)
    if index is None:
        return DENIED
    step = session.exercise.steps[index]
    kind, moment = kind_of(step), session.moment(step, seat, now)
    if deed.name == "draft":
        return drafted(kind, deed, seat, moment) if index == session.at[seat] else STALE
    if session.pause is not None:
        return pausing.PAUSED
    if index != session.at[seat]:
        return STALE
    if deed.name == "go_on":
        events = _go_on(session, kind, index, seat, moment)
    else:
        events = kind.decide(session.states[index], deed, seat, moment)
    return events if isinstance(events, Refusal) else _with_end(session, events, now)


def _go_on(session: Session, kind: StepKind, index: int, seat: Seat, moment: Moment) -> list[Event] | Refusal:
    if not kind.may_go_on(session.states[index], seat, moment):
        return STALE
    return [WentOn(at=moment.now, seat=seat, step=moment.step.id)]


def _went_on(session: Session, event: WentOn) -> Session:
    index = session.exercise.index(event.step)
    assert index is not None and event.seat is not None
    return replace(session, at=session.at.put(event.seat, max(session.at[event.seat], index + 1)))


def _with_end(session: Session, events: list[Event], now: float) -> list[Event]:
    """The session ends in the same moment in which the last of them leaves the last step."""
    last = len(session.exercise.steps)
    at = session.at
    for event in events:
        if isinstance(event, WentOn) and event.seat is not None:
            at = at.put(event.seat, at[event.seat] + 1)
    return [*events, Ended(at=now)] if all(at[seat] >= last for seat in session.seats) else events


def _evolve_step(session: Session, event: Event) -> Session:
    index = session.exercise.index(event.step)
    if index is None:
        return replace(session, visit=visiting.evolved(session.visit, event))
    step = session.exercise.steps[index]
    state = kind_of(step).evolve(session.states[index], event, step)
    states = (*session.states[:index], state, *session.states[index + 1 :])
    return replace(session, states=states, drafts=drafts.answered(session.drafts, event))
