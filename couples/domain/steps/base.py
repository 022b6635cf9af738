"""StepKind: what every kind of step can do, with defaults that fit most.

The default is a step that both answer alone and that opens when both are done. A kind overrides what differs:
how an answer is read from a form, and what a content file must say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from couples.domain.balance.facts import Contribution, Rating
from couples.domain.deed import Deed, Fields
from couples.domain.events import (
    Drafted,
    Event,
    Finished,
    Kept,
    Lapsed,
    Released,
    Revealed,
    WentOn,
    Words,
)
from couples.domain.exercise import Option, Step
from couples.domain.pair import SEATS, Pair, Seat, both, other
from couples.domain.refusal import STALE, Refusal, invalid
from couples.domain.rights import Right

PLAIN = ("answer", "text")  # the part of a step that has but one
OWN = ".own"  # ends the name of a part that never reaches the other


def shared(words: Mapping[str, Words]) -> dict[str, Words]:
    """What may be shown of someone's parts, once their answer is open."""
    return {part: given for part, given in words.items() if not part.endswith(OWN)}


@dataclass(frozen=True, slots=True)
class Moment:
    """A deed's surroundings: the step, who goes first in this session, and the time.

    `asked` is the step as one person is asked it: with the cards they made themselves, where it takes such.
    `rights` are what cannot be agreed away.
    """

    step: Step
    first: Seat
    now: float
    asked: Step
    rights: tuple[Right, ...] = ()

    @property
    def speaker(self) -> Seat:
        return other(self.first) if self.step.who == "second" else self.first

    @property
    def taking_part(self) -> tuple[Seat, ...]:
        return SEATS if self.step.who == "both" else (self.speaker,)


@dataclass(frozen=True, slots=True)
class Answers:
    """State of a step that both answer. `words[seat][part]`; `held` answers never reach the other."""

    words: Pair[Mapping[str, Words]] = field(default_factory=lambda: both({}))
    held: Pair[bool] = field(default_factory=lambda: both(False))
    finished: Pair[bool] = field(default_factory=lambda: both(False))
    released: Pair[bool] = field(default_factory=lambda: both(False))

    def shown(self, seat: Seat) -> bool:
        """Whether the other may read what this seat answered."""
        return self.released[seat] and not self.held[seat]

    def contributed(self, rating: Rating) -> Contribution:
        """Counted for both where the other may read it, else for its author alone."""
        return Contribution(rating, only=None if self.shown(rating.seat) else rating.seat)


class StepKind:
    """One way of asking. Stateless: a kind is a set of rules over (step, state)."""

    name: ClassVar[str]
    own_fields: ClassVar[tuple[str, ...]] = ()  # fields of an answer that never reach the other
    goes_on_at_once: ClassVar[bool] = False
    state: ClassVar[type[Any]] = Answers

    # What a content file must say

    def complaints_of_low(self, step: Step) -> list[str]:
        """An answer that closes the session must not be open to the other when it does."""
        if (step.floor or step.low) and "close" in step.below and step.reveal == "author_releases":
            return ['What closes the session needs reveal = "both_done" or "never".']
        return []

    def complaints(self, step: Step) -> list[str]:
        """What is wrong with the step's text, each as a sentence for the author."""
        return []

    # How an answer is given

    def parts(self, step: Step) -> tuple[str, ...]:
        """The parts a person answers one after the other."""
        return ("answer",)

    def parse(self, step: Step, part: str, fields: Fields) -> Words | Refusal:
        """The answer's words as they are kept, or why they cannot be."""
        return {}

    def draft(self, step: Step, fields: Fields) -> Words:
        """Half-written words, as they are: only text of known fields, nothing is checked."""
        return {name: value for name, value in fields.items() if name not in ("part", "csrf", "op")}

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        """An answer for the demo and for tests that play every exercise."""
        return {}

    def is_low(self, step: Step, words: Mapping[str, Words]) -> bool:
        """Whether someone's answer is one after which the step's `below` says what follows."""
        return False

    def cards(self, state: Any, seat: Seat, step: Step) -> tuple[Option, ...]:
        """What this person wrote or picked here, as cards for a later step."""
        return ()

    # What may happen, and what then is

    def decide(self, state: Any, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        if seat not in moment.taking_part:
            return STALE
        match deed.name:
            case "answer":
                return self._answer(state, deed, seat, moment)
            case "pass":
                return self._pass(state, seat, moment)
            case "release":
                return self._release(state, seat, moment)
            case "keep":
                return self._keep(state, seat, moment)
        return STALE

    def evolve(self, state: Any, event: Event, step: Step) -> Any:
        seat = event.seat
        assert seat is not None or isinstance(event, Revealed)
        match event:
            case Kept(part=part, words=words, held=held):
                kept = {**state.words[seat], part: words} if words else state.words[seat]
                return replace(state, words=state.words.put(seat, kept), held=state.held.put(seat, held))
            case Finished():
                return replace(state, finished=state.finished.put(seat, True))
            case Released():
                return replace(state, released=state.released.put(seat, True))
            case Revealed():
                return replace(state, released=both(True))
        return state

    def may_go_on(self, state: Any, seat: Seat, moment: Moment) -> bool:
        if moment.step.reveal == "both_done":
            return bool(state.released.all())
        return bool(state.finished[seat if seat in moment.taking_part else other(seat)])

    def resumed(self, state: Any, seconds: float) -> Any:
        """The state after a pause of that many seconds. Only steps with a clock care."""
        return state

    def without_words_of(self, state: Any, seat: Seat, moment: Moment) -> Any:
        """The state as it is left to the other after an unlink."""
        return replace(state, words=state.words.put(seat, {}))

    def contributions(self, state: Any, moment: Moment, about: str) -> Sequence[Contribution]:
        """What was done here of one's own free choice that says something of the balance, counted at `moment.now`."""
        return ()

    # What one viewer may see

    def view(self, state: Any, seat: Seat, moment: Moment) -> dict[str, Any]:
        """Everything the step's partial may know. Nothing of the other's that is not shown."""
        them, step = other(seat), moment.step
        return {
            "phase": self._phase(state, seat, moment),
            "part": self.next_part(state, seat, step),
            "mine": state.words[seat],
            "held": state.held[seat],
            "shown": state.shown(seat),
            "finished": state.finished[seat],
            "they_finished": state.finished[them],
            "theirs": shared(state.words[them]) if state.shown(them) else {},
            "i_do": seat in moment.taking_part,
            "they_do": them in moment.taking_part,
            "asked": moment.asked,
            "help": "help" in step.below and self.is_low(step, state.words[seat]),
        }

    def carry(self, state: Any, speaker: Seat, step: Step) -> str:
        """What a later step may remind the speaker of, from this step's open answers."""
        return ""

    def next_part(self, state: Any, seat: Seat, step: Step) -> str:
        parts = self.parts(step)
        return next((part for part in parts if part not in state.words[seat]), parts[-1])

    # Below: how the default decides

    def _phase(self, state: Any, seat: Seat, moment: Moment) -> str:
        step = moment.step
        if seat not in moment.taking_part:
            return "open" if self.may_go_on(state, seat, moment) else "watching"
        if step.reveal == "both_done":
            if state.released.all():
                return "open"
            return "waiting" if state.finished[seat] else "writing"
        if state.finished[seat]:
            return "open"
        return "deciding" if self._complete(state, seat, step) else "writing"

    def _complete(self, state: Any, seat: Seat, step: Step, given: Sequence[str] = ()) -> bool:
        return all(part in state.words[seat] or part in given for part in self.parts(step))

    def _answer(self, state: Answers, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        step = moment.step
        part = deed.text("part") or self.next_part(state, seat, step)
        if state.released[seat]:
            return STALE
        if part not in self.parts(step):
            return invalid("Reload this page and try again.")
        words = self.parse(moment.asked, part, deed.fields)
        if isinstance(words, Refusal):
            return words
        events = self._kept(part, words, seat, moment)
        if not self._complete(state, seat, step, (part,)) or step.reveal == "author_releases":
            return events
        for event in events:
            state = self.evolve(state, event, step)
        return events + self._finish(state, seat, moment)

    def _kept(self, part: str, words: Words, seat: Seat, moment: Moment) -> list[Event]:
        """One event for what may open, one for what never does, so that they are sealed apart."""
        own = {name: value for name, value in words.items() if name in self.own_fields}
        rest = {name: value for name, value in words.items() if name not in own}
        named = ((part, rest), (part + OWN, own))
        return [
            Kept(at=moment.now, seat=seat, step=moment.step.id, part=name, words=given)
            for name, given in named
            if given
        ]

    def _pass(self, state: Answers, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        if state.finished[seat]:
            return STALE
        nothing = Kept(at=moment.now, seat=seat, step=moment.step.id, part="", held=True)
        return [nothing, *self._finish(state, seat, moment)]

    def _keep(self, state: Answers, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        """Keep what I wrote for myself: to the other it looks as if I had passed."""
        if state.released[seat] or not state.words[seat]:
            return STALE
        held = Kept(at=moment.now, seat=seat, step=moment.step.id, part="", held=True)
        return [held, *self._finish(state, seat, moment)]

    def _release(self, state: Answers, seat: Seat, moment: Moment) -> list[Event] | Refusal:
        step = moment.step
        if step.reveal != "author_releases" or state.released[seat] or not self._complete(state, seat, step):
            return STALE
        released = Released(at=moment.now, seat=seat, step=step.id)
        return [*self._finish(state, seat, moment), released]

    def _finish(self, state: Answers, seat: Seat, moment: Moment) -> list[Event]:
        """Finished; then open for both, or over, once all are; and on, where there is nothing to wait for.

        Where some answers show help, everybody stays, so that who stays tells nothing.
        """
        if state.finished[seat]:
            return []
        step, now = moment.step, moment.now
        events: list[Event] = [Finished(at=now, seat=seat, step=step.id)]
        if all(state.finished[each] for each in moment.taking_part if each != seat):
            if self._closes(state, moment):
                return [*events, Lapsed(at=now)]
            if step.reveal == "both_done" and not self.goes_on_at_once:
                return [*events, Revealed(at=now, seat=seat, step=step.id)]
        if self.goes_on_at_once or (step.reveal == "never" and not (step.floor or step.low)):
            events.append(WentOn(at=now, seat=seat, step=step.id))
        return events

    def _closes(self, state: Answers, moment: Moment) -> bool:
        """Not before all have answered, so that nobody can tell by the moment whose answer it was."""
        low = (self.is_low(moment.step, state.words[seat]) for seat in moment.taking_part)
        return "close" in moment.step.below and any(low)


def drafted(kind: StepKind, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
    words = kind.draft(moment.step, deed.fields)
    if sum(len(str(value)) for value in words.values()) > 20_000:
        return invalid("This is too long to keep. Shorten it a little.")
    # It lies beside the words and is not sealed: it is one that there is, whatever was sent.
    part = deed.text("part") if deed.text("part") in (*kind.parts(moment.step), *PLAIN) else PLAIN[0]
    return [Drafted(at=moment.now, seat=seat, step=moment.step.id, part=part, words=words)]
