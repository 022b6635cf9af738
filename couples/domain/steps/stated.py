"""Stated: what needs and boundaries share. One person writes, in private, and lets the other see it or keeps it; the
other says it back, and then answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from couples.domain import mirror
from couples.domain.days import a_day
from couples.domain.deed import Deed
from couples.domain.events import Confirmed, Event, Kept, Passed, Reflected, Words
from couples.domain.exercise import Step
from couples.domain.mirror import Mirror
from couples.domain.pair import Seat
from couples.domain.refusal import STALE, Refusal, invalid
from couples.domain.rights import refusal_of
from couples.domain.steps.base import Moment, StepKind

LONGEST = 300
NOT_SHARED = Refusal("stale", "The other has not seen this yet. Write it and share it first.")
SHARED = Refusal("stale", "The other has seen this. In Ours you can put it into other words.")
NOT_YOURS = Refusal("stale", "This one is not yours to write. You can answer it, or write one of your own.")
OWN = Refusal("stale", "This one is yours. The other says it back and answers it.")
FIRST_HEAR = Refusal("stale", "Say back what you heard first. Then you can answer.")
ONLY_OWNER = Refusal("stale", "Only who wrote it can say how well it was heard.")


@dataclass(frozen=True, slots=True)
class Statement:
    written: Words | None = None  # only its owner knows, until it is stated
    stated: bool = False
    mirror: Mirror = Mirror()
    reply: Words | None = None
    passed: bool = False


class Stated(StepKind):
    state = Statement
    states: ClassVar[type[Event]]
    answers: ClassVar[type[Event]]
    boxes: ClassVar[tuple[str, ...]]
    incomplete: ClassVar[str]
    replies: ClassVar[Mapping[str, str]]  # each answer, and what is said when it needs words and has none
    undecided: ClassVar[str]

    def write(self, deed: Deed, moment: Moment) -> Words | Refusal:
        """What the owner wrote, as it is kept, or why it cannot be."""
        words: dict[str, str | list[str]] = {}
        for box in self.boxes:
            text = deed.text(box)
            if refusal := self._box_refused(box, text, moment):
                return refusal
            words[box] = text
        if by := deed.text("by"):
            if not (day := a_day(by, moment.now)):
                return invalid("Choose a day from today on, or leave it empty.", "by")
            words["by"] = day
        return words

    def reply(self, deed: Deed, moment: Moment) -> Words | Refusal:
        """What the other answers, as it is kept, or why it cannot be."""
        choice, text = deed.text("reply"), deed.text("text")
        if choice not in self.replies:
            return invalid(self.undecided, "reply")
        if len(text) > LONGEST:
            return _too_long(text, "text")
        if not text and self.replies[choice]:
            return invalid(self.replies[choice], "text")
        return {"reply": choice, "text": text} if text else {"reply": choice}

    def lays_on_the_other(self, box: str, text: str) -> str:
        """What of a box takes something from the other, and so must not touch a right of theirs."""
        return ""

    def note(self, words: Words, moment: Moment) -> str:
        """What only the one who hears it is told, before they answer."""
        return ""

    def decide(self, state: Statement, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        owns, now, step = seat == moment.speaker, moment.now, moment.step
        if self._done(state, step):
            return STALE
        match deed.name:
            case "answer" if owns and not state.stated:
                words = self.write(deed, moment)
                return words if isinstance(words, Refusal) else self._kept("answer", words, seat, moment)
            case "release" if owns and state.written and not state.stated:
                return [self.states(at=now, seat=seat, step=step.id)]
            case "reflect" | "confirm" if (
                state.stated and not state.mirror.done and _may_mirror(deed, owns=owns)
            ):
                return mirror.decide(state.mirror, deed, seat, moment.speaker, now)
            case "reply" if not owns and state.mirror.done:
                words = self.reply(deed, moment)
                if isinstance(words, Refusal):
                    return words
                return [self.answers(at=now, seat=seat, step=step.id, words=words)]
            case "pass" if owns or state.stated:
                return [Passed(at=now, seat=seat, step=step.id)]
        return _why_not(state, deed.name, owns=owns)

    def evolve(self, state: Statement, event: Event, step: Step) -> Statement:
        match event:
            case Kept(words=words):
                return replace(state, written=words)
            case Reflected() | Confirmed():
                return replace(state, mirror=mirror.evolve(state.mirror, event))
            case Passed():
                return replace(state, passed=True)
        if isinstance(event, self.states):
            return replace(state, stated=True)
        return replace(state, reply=event.words) if isinstance(event, self.answers) else state

    def may_go_on(self, state: Statement, seat: Seat, moment: Moment) -> bool:
        return self._done(state, moment.step)

    def without_words_of(self, state: Statement, seat: Seat, moment: Moment) -> Statement:
        if seat == moment.speaker:
            return replace(state, written={})
        return replace(state, mirror=mirror.silent(state.mirror), reply=state.reply and {})

    def view(self, state: Statement, seat: Seat, moment: Moment) -> dict[str, Any]:
        owns = seat == moment.speaker
        phase = self._stated_phase(state, moment.step, owns=owns)
        asked = state.stated and not owns and phase != "open"
        return {
            "phase": phase,
            "owns": owns,
            "stated": state.stated,
            "words": (state.written or {}) if owns or state.stated else {},
            "rounds": state.mirror.rounds,
            "rounds_left": mirror.ROUNDS - len(state.mirror.rounds),
            "reply": state.reply or {},
            "note": self.note(state.written or {}, moment) if asked else "",
        }

    def _box_refused(self, box: str, text: str, moment: Moment) -> Refusal | None:
        if not text:
            return invalid(self.incomplete, box)
        if len(text) > LONGEST:
            return _too_long(text, box)
        return refusal_of(self.lays_on_the_other(box, text), moment.rights, box)

    def _stated_phase(self, state: Statement, step: Step, *, owns: bool) -> str:
        if self._done(state, step):
            return "open"
        if not state.stated:
            return "deciding" if owns and state.written else "writing"
        if not state.mirror.done:
            return "confirming" if state.mirror.waiting_for_speaker else "reflecting"
        return "replying"

    def _done(self, state: Statement, step: Step) -> bool:
        """Alone, it is done when it is written: there is nobody to answer."""
        alone = step.reveal == "never" and state.written is not None
        return alone or state.passed or state.reply is not None


def _too_long(text: str, field: str) -> Refusal:
    return invalid("This is %(over)s characters too long.", field, over=len(text) - LONGEST)


def _why_not(state: Statement, deed: str, *, owns: bool) -> Refusal:
    """What comes first, for someone who asked for a thing that may not be done now."""
    if not state.stated:
        return NOT_SHARED if owns else STALE
    match deed:
        case "answer" | "release":
            return SHARED if owns else NOT_YOURS
        case "reply":
            return OWN if owns else FIRST_HEAR
        case "reflect":
            return OWN if owns else STALE
        case "confirm":
            return STALE if owns else ONLY_OWNER
    return STALE


def _may_mirror(deed: Deed, *, owns: bool) -> bool:
    """The other says it back, and whoever wrote it says how well."""
    return owns == (deed.name == "confirm")
