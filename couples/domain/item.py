"""Item: one need, boundary or agreement that outlives a session. What may be done with it is what its kind of step
allows in an exercise, and then more: look at it again on its day, take it back, end it, undo within a moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from couples.domain.days import in_days
from couples.domain.events import Words
from couples.domain.exercise import Step
from couples.domain.pair import Pair, Seat, both
from couples.domain.rights import Right
from couples.domain.steps import KINDS
from couples.domain.steps.base import Moment, StepKind

ItemKind = Literal["need", "boundary", "agreement"]
ITEM_KINDS: tuple[ItemKind, ...] = ("need", "boundary", "agreement")
Closed = Literal["", "withdrawn", "met", "gone", "unanswered", "ended", "unsigned"]
UNDO_SECONDS = 10.0
NEED_DAYS = 14


@dataclass(frozen=True, slots=True)
class Edition:
    """A text that both signed."""

    text: str
    review: str
    at: float


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a need or a boundary said before it was put into other words, what the other answered, and until when."""

    words: Words
    reply: Words | None
    until: float


@dataclass(frozen=True, slots=True)
class Item:
    """`state` is that of the step kind. `before` is what an undo brings back, for whoever `acted` last and when."""

    id: str
    kind: ItemKind
    owner: Seat
    state: Any
    made: float
    shared: bool
    review: str = ""
    rating: str = ""
    stated: float | None = None  # when the other first saw it, as it is now
    answer_by: str = ""  # the day by which its owner asked for an answer
    answered: float | None = None
    noted: bool = False  # said in a session, where the exercise asked for it
    closed: Closed = ""
    editions: tuple[Edition, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    keep: Pair[bool] = field(default_factory=lambda: both(False))
    acted: tuple[Seat, float] | None = None
    before: Item | None = None

    @property
    def rules(self) -> StepKind:
        return KINDS[self.kind]

    @property
    def step(self) -> Step:
        return Step(self.id, self.kind, "", say=self.kind, who="first", days=NEED_DAYS)

    def moment(self, now: float, rights: tuple[Right, ...] = ()) -> Moment:
        return Moment(self.step, self.owner, now, self.step, rights)

    def seen_by(self, seat: Seat) -> bool:
        return self.shared or self.owner == seat

    def may_undo(self, seat: Seat, now: float) -> bool:
        return self.acted is not None and self.acted[0] == seat and now - self.acted[1] <= UNDO_SECONDS

    def due(self, now: float) -> bool:
        """Whether the day to look at it again has come."""
        return bool(self.review) and not self.closed and self.review <= in_days(0, now)

    def without_words_of(self, seat: Seat, now: float) -> Item:
        """When someone has taken their words out. What is their own is over with that."""
        state = self.rules.without_words_of(self.state, seat, self.moment(now))
        if seat == self.owner:
            return replace(self, state=state, closed=self.closed or "withdrawn", review="", earlier=())
        return replace(self, state=state, earlier=tuple(replace(each, reply=None) for each in self.earlier))

    def settled(self) -> Item:
        """Nobody can undo it any more."""
        return replace(self, acted=None, before=None)


def waits_for(item: Item, seat: Seat, now: float) -> str:
    """What this person is asked for, in one word, or ""."""
    if item.closed or not item.seen_by(seat):
        return ""
    if item.kind == "agreement":
        return _agreement_waits(item, seat, now)
    owns, state = item.owner == seat, item.state
    if not state.stated:
        return ""
    if not (state.mirror.done or state.passed):
        speaker = state.mirror.waiting_for_speaker
        return ("confirm" if speaker else "") if owns else ("" if speaker else "reflect")
    if state.reply is None and not state.passed:
        return "" if owns else "reply"
    return "review" if owns and item.due(now) else ""


def _agreement_waits(item: Item, seat: Seat, now: float) -> str:
    if item.state.agreed:
        return "review" if item.due(now) and not item.keep[seat] else ""
    phase = item.rules.view(item.state, seat, item.moment(now))["phase"]
    if phase == "weighing":
        return "weigh"
    return "sign" if phase == "signing" and item.state.signed[seat] is None else ""
