"""What one viewer may see of a session. The only door between the seats: templates get a view, never a session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

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
    ListenerReady,
    MinuteAdded,
    Mode,
    Opened,
    Paused,
    Reflected,
    Released,
    Reopened,
    Rested,
    Resumed,
    Revealed,
    ShownOut,
    Signed,
    Spoke,
    StatedBoundary,
    StatedNeed,
    Stopped,
    TookPen,
    TurnStarted,
    Visited,
    WentOn,
    Words,
    Wrote,
)
from couples.domain.exercise import Step
from couples.domain.pair import Pair, Seat, other
from couples.domain.session import Session, kind_of, without_words_of
from couples.domain.visiting import Visit

Phase = Literal["gate", "not_open", "paused", "step", "through", "done", "stopped"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step as one viewer sees it. `seen` holds what the step's partial may know."""

    step: Step
    seen: Mapping[str, Any]
    draft: Words = field(default_factory=dict)
    carried: str = ""
    may_go_on: bool = False


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session as one viewer sees it, at one version. `removed` says of "you" and "other" who took their words out."""

    version: int
    phase: Phase
    title: str
    tier: int
    mode: Mode
    me: str
    them: str
    number: int
    of: int
    they: Literal["here", "before", "ahead"]
    stage: Stage | None = None
    ready: bool | None = None
    pause: Mapping[str, Any] | None = None
    after: str = ""
    now: float = 0.0
    removed: Mapping[str, bool] = field(default_factory=dict)
    visit: Visit = field(default_factory=Visit)


def session_view(session: Session, seat: Seat, names: Pair[str], now: float) -> SessionView:
    at, them = session.at[seat], other(seat)
    of = len(session.exercise.steps)
    step = session.step(seat)
    return SessionView(
        version=session.versions[seat],
        phase=_phase(session, seat, now),
        title=session.exercise.title,
        tier=session.exercise.tier,
        mode=session.mode,
        me=names[seat],
        them=names[them],
        number=min(at + 1, of),
        of=of,
        they="here" if session.at[them] == at else "before" if session.at[them] < at else "ahead",
        stage=stage(session, step, seat, now) if step and session.opened and not session.over else None,
        ready=session.ready[seat],
        pause=_pause_seen(session, seat),
        after=session.exercise.after,
        now=now,
        removed={"you": session.removed[seat], "other": session.removed[them]},
        visit=replace(session.visit, wanted=session.visit.wanted.put(them, "")),
    )


def stage(session: Session, step: Step, seat: Seat, now: float) -> Stage:
    index = session.exercise.index(step.id)
    assert index is not None
    kind, state, moment = kind_of(step), session.states[index], session.moment(step, seat, now)
    seen = kind.view(state, seat, moment)
    return Stage(
        step=step,
        seen=seen,
        draft=session.drafts[seat].get((step.id, str(seen.get("part", "answer"))), {}),
        carried=_carried(session, step, moment.speaker),
        may_go_on=kind.may_go_on(state, seat, moment),
    )


def review(session: Session, seat: Seat, now: float, *, linked: bool) -> list[Stage]:
    """Every step of a session that is over. After an unlink only the viewer's own words are left in it."""
    if not linked:
        session = without_words_of(session, other(seat), now)
    return [stage(session, step, seat, now) for step in session.exercise.steps]


def said(events: Iterable[Event], seat: Seat) -> str | None:
    """The sentence that a screen reader says to one viewer about these events; `%(name)s` is the other."""
    sentence = None
    for event in events:
        sentence = _sentence(event, seat) or sentence
    return sentence


_OF_THE_OTHER: Mapping[type[Event], str] = {
    Finished: "%(name)s is ready.",
    WentOn: "%(name)s went on.",
    ListenerReady: "%(name)s is ready to listen.",
    TurnStarted: "%(name)s has the floor.",
    MinuteAdded: "%(name)s added a minute.",
    Spoke: "%(name)s is done speaking.",
    Reflected: "%(name)s said back what they heard.",
    Confirmed: "%(name)s answered what you said back.",
    StatedNeed: "%(name)s shared a need.",
    StatedBoundary: "%(name)s shared a limit.",
    AnsweredNeed: "%(name)s answered your need.",
    AnsweredBoundary: "%(name)s answered your limit.",
    TookPen: "%(name)s has the pen.",
    Wrote: "%(name)s put the pen down.",
    Froze: "%(name)s says the words are ready.",
    Signed: "%(name)s signed.",
    Reopened: "%(name)s wants to change the words.",
    CameBack: "%(name)s is back.",
    Released: "%(name)s shared an answer.",
    Paused: "Paused by %(name)s. Nothing is lost.",
    Resumed: "%(name)s is back.",
}
_OF_BOTH: Mapping[type[Event], str] = {
    Opened: "You are both ready. It is open now.",
    Revealed: "Both answers are here.",
    BothWeighed: "You have both said how willing you are.",
    Rested: "The pause begins.",
    Visited: "Your counselor sits in now.",
    ShownOut: "Your counselor sits in no more.",
    Stopped: "This session has ended.",
    Ended: "You are through.",
}


def _sentence(event: Event, seat: Seat) -> str | None:
    if type(event) in _OF_BOTH:
        return _OF_BOTH[type(event)]
    return _OF_THE_OTHER.get(type(event)) if event.seat != seat else None


def _phase(session: Session, seat: Seat, now: float) -> Phase:
    if not session.opened:
        late = session.ready_by is not None and now >= session.ready_by
        return "not_open" if session.lapsed or session.stopped or late else "gate"
    if session.over:
        return "not_open" if session.lapsed else "stopped" if session.stopped else "done"
    if session.pause is not None:
        return "paused"
    return "step" if session.step(seat) else "through"


def _pause_seen(session: Session, seat: Seat) -> Mapping[str, Any] | None:
    if (pause := session.pause) is None:
        return None
    return {
        "mine": pause.by == seat,
        "until": pause.until,
        "back": pause.back[seat],
        "they_back": pause.back[other(seat)],
    }


def _carried(session: Session, step: Step, speaker: Seat) -> str:
    index = session.exercise.index(step.about)
    if index is None:
        return ""
    about = session.exercise.steps[index]
    return kind_of(about).carry(session.states[index], speaker, about)
