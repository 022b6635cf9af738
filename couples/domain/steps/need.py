"""need: one person says one need and one request; the other says it back and then answers the request.

Nobody sees a need while it is written or before its owner lets them. A no is a full answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from couples.domain import mirror
from couples.domain.deed import Deed, Fields
from couples.domain.events import (
    AnsweredNeed,
    Confirmed,
    Event,
    Kept,
    Passed,
    Reflected,
    StatedNeed,
    Words,
)
from couples.domain.exercise import Step
from couples.domain.mirror import Mirror
from couples.domain.pair import Seat
from couples.domain.refusal import STALE, Refusal, invalid
from couples.domain.steps.base import Moment, StepKind

BOXES = ("when", "feel", "need", "ask")
LONGEST = 300
REPLIES = ("yes", "differently", "not_now", "later")


@dataclass(frozen=True, slots=True)
class NeedState:
    written: Words | None = None  # only its owner knows
    stated: bool = False
    mirror: Mirror = Mirror()
    reply: Words | None = None
    passed: bool = False


class Need(StepKind):
    name = "need"
    state = NeedState

    def complaints(self, step: Step) -> list[str]:
        return [] if step.say else ["A need step needs say: what the owner is asked."]

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        return {
            "when": f"we both come home late ({seat})",
            "feel": "worn out",
            "need": "half an hour of quiet",
            "ask": "start supper without me on Tuesdays",
            "said": "You need some quiet when you come home.",
            "heard": "yes",
            "reply": "yes",
        }

    def decide(self, state: NeedState, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        owns = seat == moment.speaker
        if self._done(state):
            return STALE
        match deed.name:
            case "answer" if owns and not state.stated:
                return _write(deed, seat, moment)
            case "release" if owns and state.written and not state.stated:
                return [StatedNeed(at=moment.now, seat=seat, step=moment.step.id)]
            case "reflect" | "confirm" if state.stated and not state.mirror.done:
                return mirror.decide(state.mirror, deed, seat, moment.speaker, moment.now)
            case "reply" if not owns and state.mirror.done:
                return _reply(deed, seat, moment)
            case "pass" if owns or state.stated:
                return [Passed(at=moment.now, seat=seat, step=moment.step.id)]
        return STALE

    def evolve(self, state: NeedState, event: Event, step: Step) -> NeedState:
        match event:
            case Kept(words=words):
                return replace(state, written=words)
            case StatedNeed():
                return replace(state, stated=True)
            case Reflected() | Confirmed():
                return replace(state, mirror=mirror.evolve(state.mirror, event))
            case AnsweredNeed(words=words):
                return replace(state, reply=words)
            case Passed():
                return replace(state, passed=True)
        return state

    def may_go_on(self, state: NeedState, seat: Seat, step: Step) -> bool:
        return self._done(state)

    def without_words_of(self, state: NeedState, seat: Seat, moment: Moment) -> NeedState:
        if seat == moment.speaker:
            return replace(state, written={})
        return replace(state, mirror=mirror.silent(state.mirror), reply=state.reply and {})

    def view(self, state: NeedState, seat: Seat, moment: Moment) -> dict[str, Any]:
        owns = seat == moment.speaker
        return {
            "phase": self._need_phase(state, owns),
            "owns": owns,
            "stated": state.stated,
            "need": (state.written or {}) if owns or state.stated else {},
            "rounds": state.mirror.rounds,
            "rounds_left": mirror.ROUNDS - len(state.mirror.rounds),
            "reply": state.reply or {},
        }

    def _need_phase(self, state: NeedState, owns: bool) -> str:
        if self._done(state):
            return "open"
        if not state.stated:
            return "deciding" if owns and state.written else "writing"
        if not state.mirror.done:
            return "confirming" if state.mirror.waiting_for_speaker else "reflecting"
        return "replying"

    def _done(self, state: NeedState) -> bool:
        return state.passed or state.reply is not None


def _write(deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
    words: dict[str, str | list[str]] = {}
    for box in BOXES:
        text = deed.text(box)
        if not text:
            return invalid("Fill in all four boxes. A few words each are enough.", box)
        if len(text) > LONGEST:
            return invalid("This is %(over)s characters too long.", box, over=len(text) - LONGEST)
        words[box] = text
    if by := deed.text("by"):
        if not (day := _day(by, moment.now)):
            return invalid("Choose a day from today on, or leave it empty.", "by")
        words["by"] = day
    return [Kept(at=moment.now, seat=seat, step=moment.step.id, part="answer", words=words)]


def _reply(deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
    choice, text = deed.text("reply"), deed.text("text")
    if choice not in REPLIES:
        return invalid("Choose one answer. A no is fine too.", "reply")
    if len(text) > LONGEST:
        return invalid("This is %(over)s characters too long.", "text", over=len(text) - LONGEST)
    if choice == "differently" and not text:
        return invalid("Write what you could do instead.", "text")
    words: dict[str, str | list[str]] = {"reply": choice, "text": text}
    if choice == "later":
        if not (day := _day(deed.text("until"), moment.now)):
            return invalid("Choose the day you will have thought about it.", "until")
        words["until"] = day
    kept: Mapping[str, str | list[str]] = {name: value for name, value in words.items() if value}
    return [AnsweredNeed(at=moment.now, seat=seat, step=moment.step.id, words=kept)]


def _day(text: str, now: float) -> str:
    """The day as YYYY-MM-DD if it is one, not past (whatever the time zone) and not years away; else ""."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return ""
    today = datetime.datetime.fromtimestamp(now, datetime.UTC).date()
    return day.isoformat() if -1 <= (day - today).days <= 366 else ""
