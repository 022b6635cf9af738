"""turn: one speaks for a while, the other listens and says back what they heard.

The server holds the turn: only the speaker can end it, and nothing cuts it off. At the deadline people are told
that time is up, and that is all. Who is apart writes instead, and then there is no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from couples.domain import mirror
from couples.domain.balance.facts import Contribution, Hearing, Talk
from couples.domain.deed import Deed, Fields
from couples.domain.events import (
    Confirmed,
    Event,
    ListenerReady,
    MinuteAdded,
    Passed,
    Reflected,
    Spoke,
    TurnStarted,
)
from couples.domain.exercise import Step
from couples.domain.mirror import Mirror
from couples.domain.pair import Seat, both
from couples.domain.refusal import STALE, Refusal, invalid
from couples.domain.steps.base import Moment, StepKind

LONGEST = 4_000
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class TurnState:
    """`began` moves with pauses, so that `used`, the seconds from there to the speaker's own word, has none in it."""

    listener_ready: bool = False
    began: float | None = None
    deadline: float | None = None
    used: float | None = None
    spoken: str | None = None  # "" when the words were said aloud
    mirror: Mirror = Mirror()
    passed: bool = False

    @property
    def speaking(self) -> bool:
        return self.deadline is not None and self.spoken is None and not self.passed


class Turn(StepKind):
    name = "turn"
    state = TurnState

    def complaints(self, step: Step) -> list[str]:
        found = [] if step.say else ["A turn step needs say: what the speaker talks about."]
        return found if 30 <= step.seconds <= 600 else [*found, "A turn takes 30 to 600 seconds."]

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        return {"words": f"What I want to say ({seat})", "said": "I heard you.", "heard": "yes"}

    def decide(self, state: TurnState, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        speaks = seat == moment.speaker
        if self._done(state, moment.step):
            return STALE
        match deed.name:
            case "listen" if not speaks and not state.listener_ready and state.spoken is None:
                return [ListenerReady(at=moment.now, seat=seat, step=moment.step.id)]
            case "start" if speaks and state.deadline is None and state.spoken is None:
                return self._start(state, seat, moment)
            case "add_minute" if state.speaking and state.deadline is not None:
                deadline = max(state.deadline, moment.now) + MINUTE
                return [MinuteAdded(at=moment.now, seat=seat, step=moment.step.id, deadline=deadline)]
            case "speak" if speaks and state.spoken is None:
                return self._speak(state, deed, seat, moment)
            case "pass":
                return self._pass_turn(state, seat, moment)
            case "reflect" | "confirm" if state.spoken is not None:
                return mirror.decide(state.mirror, deed, seat, moment.speaker, moment.now)
        return STALE

    def evolve(self, state: TurnState, event: Event, step: Step) -> TurnState:
        match event:
            case ListenerReady():
                return replace(state, listener_ready=True)
            case TurnStarted(deadline=deadline, at=at):
                return replace(state, began=at, deadline=deadline)
            case MinuteAdded(deadline=deadline):
                return replace(state, deadline=deadline)
            case Spoke(words=words, at=at):
                used = None if state.began is None else at - state.began
                return replace(state, spoken=str(words.get("words", "")), used=used)
            case Reflected() | Confirmed():
                return replace(state, mirror=mirror.evolve(state.mirror, event))
            case Passed():
                return replace(state, passed=True)
        return state

    def may_go_on(self, state: TurnState, seat: Seat, moment: Moment) -> bool:
        return self._done(state, moment.step)

    def resumed(self, state: TurnState, seconds: float) -> TurnState:
        """A pause takes nothing from the speaker's time."""
        if not (state.speaking and state.deadline and state.began is not None):
            return state
        return replace(state, began=state.began + seconds, deadline=state.deadline + seconds)

    def contributions(self, state: TurnState, moment: Moment, about: str) -> Sequence[Contribution]:
        """How long the speaker took, by the clock or in words, and whether they were heard. Nothing cut them off."""
        found = [Contribution(talk)] if (talk := _talk(state, moment, about)) else []
        if state.mirror.done:
            heard = state.mirror.rounds[-1].heard == "yes"
            found.append(Contribution(Hearing(at=moment.now, about=about, seat=moment.speaker, heard=heard)))
        return found

    def without_words_of(self, state: TurnState, seat: Seat, moment: Moment) -> TurnState:
        if seat == moment.speaker:
            return replace(state, spoken=state.spoken and "")
        return replace(state, mirror=mirror.silent(state.mirror))

    def view(self, state: TurnState, seat: Seat, moment: Moment) -> dict[str, Any]:
        return {
            "phase": self._turn_phase(state, moment.step),
            "speaks": seat == moment.speaker,
            "listener_ready": state.listener_ready,
            "deadline": state.deadline,
            "time_is_up": state.deadline is not None and moment.now >= state.deadline,
            "spoken": state.spoken or "",
            "rounds": state.mirror.rounds,
            "rounds_left": mirror.ROUNDS - len(state.mirror.rounds),
        }

    def _turn_phase(self, state: TurnState, step: Step) -> str:
        if self._done(state, step):
            return "open"
        if state.spoken is None:
            return "speaking" if state.speaking else "ready"
        return "confirming" if state.mirror.waiting_for_speaker else "reflecting"

    def _done(self, state: TurnState, step: Step) -> bool:
        return state.passed or (state.spoken is not None and (not step.reflect or state.mirror.done))

    def _start(self, state: TurnState, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        if not state.listener_ready:
            return invalid("Wait until your listener has tapped ready, or write your words instead.")
        deadline = moment.now + moment.step.seconds
        return [TurnStarted(at=moment.now, seat=seat, step=moment.step.id, deadline=deadline)]

    def _speak(self, state: TurnState, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        words = deed.text("words")
        if not words and not state.speaking:
            return invalid("Write your words, or start your turn when your listener is ready.", "words")
        if len(words) > LONGEST:
            return invalid("Your words are %(over)s characters too long.", "words", over=len(words) - LONGEST)
        given = {"words": words} if words else {}
        return [Spoke(at=moment.now, seat=seat, step=moment.step.id, words=given)]

    def _pass_turn(self, state: TurnState, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        """The speaker may pass at any time. The listener may pass their part, never the other's turn to speak."""
        if seat != moment.speaker and state.spoken is None:
            return STALE
        return [Passed(at=moment.now, seat=seat, step=moment.step.id)]


def _talk(state: TurnState, moment: Moment, about: str) -> Talk | None:
    words = len((state.spoken or "").split())
    if state.passed or not (state.used or words):
        return None
    used = both(0.0).put(moment.speaker, state.used or float(words))
    return Talk(at=moment.now, about=about, used=used, typed=state.used is None)
