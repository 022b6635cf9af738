"""pause: rehearse, while calm, how to stop and come back. Either begins it; each comes back in their own time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from couples.domain.deed import Deed
from couples.domain.events import CameBack, Event, Passed, Rested
from couples.domain.exercise import Step
from couples.domain.pair import Pair, Seat, both, other
from couples.domain.refusal import STALE, Refusal
from couples.domain.steps.base import Moment, StepKind


@dataclass(frozen=True, slots=True)
class Rehearsal:
    by: Seat | None = None
    until: float | None = None
    back: Pair[bool] = field(default_factory=lambda: both(False))
    passed: bool = False


class Pause(StepKind):
    name = "pause"
    state = Rehearsal

    def complaints(self, step: Step) -> list[str]:
        found = [] if step.options else ["A pause step needs options: what helps meanwhile."]
        return found if 10 <= step.seconds <= 300 else [*found, "A rehearsed pause takes 10 to 300 seconds."]

    def decide(self, state: Rehearsal, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        now, step = moment.now, moment.step.id
        if self._done(state):
            return STALE
        match deed.name:
            case "rest" if state.by is None:
                return [Rested(at=now, seat=seat, step=step, until=now + moment.step.seconds)]
            case "back" if state.by is not None and not state.back[seat]:
                return [CameBack(at=now, seat=seat, step=step)]
            case "pass":
                return [Passed(at=now, seat=seat, step=step)]
        return STALE

    def evolve(self, state: Rehearsal, event: Event, step: Step) -> Rehearsal:
        match event:
            case Rested(seat=seat, until=until):
                return replace(state, by=seat, until=until)
            case CameBack(seat=("A" | "B") as seat):
                return replace(state, back=state.back.put(seat, True))
            case Passed():
                return replace(state, passed=True)
        return state

    def may_go_on(self, state: Rehearsal, seat: Seat, moment: Moment) -> bool:
        return self._done(state)

    def without_words_of(self, state: Rehearsal, seat: Seat, moment: Moment) -> Rehearsal:
        return state

    def view(self, state: Rehearsal, seat: Seat, moment: Moment) -> dict[str, Any]:
        return {
            "phase": "open" if self._done(state) else "ready" if state.by is None else "resting",
            "mine": state.by == seat,
            "until": state.until,
            "back": state.back[seat],
            "they_back": state.back[other(seat)],
            "rehearsed": state.back.all(),
        }

    def _done(self, state: Rehearsal) -> bool:
        return state.passed or state.back.all()
