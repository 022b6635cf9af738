"""What both saw of a session in words, for a third person: nobody is "you" there.

Who may read it is not decided here. Whoever calls this has asked for what both gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from couples.content import unpack
from couples.domain.events import Event, Mode, Started, Words
from couples.domain.exercise import Exercise, Step
from couples.domain.pair import SEATS, Pair, Seat, other
from couples.domain.seen import Seen, Share, State, StepSeen, by_step, spoken
from couples.domain.witness import witnessed
from couples.exercises.models import ExerciseCopy, SessionRow
from couples.exercises.told import CARDS, LABELS, cards_of, in_words
from couples.fragments import date
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Line, Told, told
from couples.log.streams import Streams

SENTENCES: Mapping[str, str] = {
    "opened": N_("%(name)s opened it."),
    "shared": N_("%(name)s shared an answer."),
    "revealed": N_("Both answers opened."),
    "need": N_("%(name)s shared a need."),
    "limit": N_("%(name)s shared a limit."),
    "spoke": N_("%(name)s spoke."),
    "said_back": N_("%(name)s said back what they heard."),
    "yes": N_("%(name)s answered: yes, that’s it."),
    "almost": N_("%(name)s answered: almost."),
    "not_yet": N_("%(name)s answered: not yet."),
    "answered_need": N_("%(name)s answered what was asked."),
    "answered_limit": N_("%(name)s answered the limit."),
    "wrote": N_("%(name)s wrote at the agreement."),
    "froze": N_("%(name)s said: these are the words."),
    "reopened": N_("%(name)s wanted to change the words."),
    "weighed": N_("Both said in private how willing they are."),
    "signed": N_("%(name)s signed."),
    "rested": N_("%(name)s began to rehearse a pause."),
    "back": N_("%(name)s was back."),
    "passed": N_("%(name)s passed."),
    "paused": N_("%(name)s asked for a pause."),
    "resumed": N_("%(name)s was back."),
    "stopped": N_("It was ended early."),
    "ended": N_("Both were through."),
    "removed": N_("%(name)s removed their words."),
}
THEIR_LABELS: Mapping[str, str] = LABELS | {
    "pick": N_("Chose"), "picks": N_("Chose"), "order": N_("In this order"), "reply": N_("The answer"),
    "until": N_("By then it is thought about"), "review": N_("To look at again on"),
}  # fmt: skip
ALONE = ("words", "said", "text")  # words that need no label: who says so stands above them
DAYS = ("by", "until", "review")


@dataclass(frozen=True, slots=True)
class Said:
    """What one let the other read. `seat` is None for what both signed; `words` are those of a need or a limit."""

    seat: Seat | None
    state: State
    lines: tuple[Line, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, as a sentence, with what was said in it. `step` is an id, `about` its title.

    `rows` where both gave a few words each to the same things: they read best line by line, beside each other.
    """

    number: int
    at: float
    what: str
    seat: Seat | None
    step: str | None
    about: str
    sentence: str
    said: tuple[Said, ...]
    seconds: float | None
    rows: bool


@dataclass(frozen=True, slots=True)
class StepTold:
    """What both saw in one step. `private`: what is answered there is never opened to the other."""

    id: str
    title: str
    say: str
    private: bool
    entries: tuple[Entry, ...]
    seconds: Pair[float]

    def up_to(self, number: int) -> StepTold:
        left = _first(self.entries, number)
        return replace(self, entries=left, seconds=spoken(left))


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A session as both saw it. `state` is "done", "stopped" or "open"; `spoken` is how long each spoke, in seconds."""

    id: str
    title: str
    mode: Mode
    aloud: bool
    state: str
    started: float
    ended: float | None
    names: Pair[str]
    entries: tuple[Entry, ...]
    steps: tuple[StepTold, ...]
    spoken: Pair[float]

    @property
    def lasted(self) -> float:
        """From its opening to its end, or to what happened last."""
        return (self.ended or self.entries[-1].at) - self.started

    def up_to(self, number: int) -> Witnessed:
        """As it was when that one had happened."""
        return replace(
            self,
            entries=_first(self.entries, number),
            steps=tuple(step.up_to(number) for step in self.steps),
            spoken=spoken(_first(self.entries, number)),
        )


def witness(connection: Connection, streams: Streams, session_id: str) -> Witnessed | None:
    """None where there is nothing that both saw: no such session of two, none that opened, or an ended link."""
    query = (
        select(SessionRow.state, SessionRow.ended, ExerciseCopy.packed)
        .join(ExerciseCopy, ExerciseCopy.digest == SessionRow.exercise)
        .where(SessionRow.id == session_id, SessionRow.couple_id.is_not(None))
        .where(SessionRow.state.not_in(("gate", "not_open")))
    )
    row = connection.execute(query).one_or_none()
    found = of_both(connection, streams, session_id) if row else None
    if row is None or found is None:
        return None
    events = [event for event, _place in found.events]
    return _witnessed(session_id, unpack(row.packed), events, found.head.names, (row.state, row.ended))


def of_both(connection: Connection, streams: Streams, session_id: str) -> Told | None:
    """A session as it was written down, while its two are linked."""
    found = told(streams, connection, session_id)
    return None if found is None or found.head.ended else found


def _witnessed(
    id: str, exercise: Exercise, events: Sequence[Event], names: Pair[str], end: tuple[str, float | None]
) -> Witnessed | None:
    start, seen = events[0], witnessed(exercise, events)
    if not seen or not isinstance(start, Started):
        return None
    entries = tuple(_entry(exercise, each, names) for each in seen)
    steps = tuple(_step(step, entries) for step in by_step(exercise, seen))
    return Witnessed(
        id=id, title=exercise.title, mode=start.mode, aloud=start.spoken, state=end[0], started=seen[0].at,
        ended=end[1], names=names, entries=entries, steps=steps, spoken=spoken(seen),
    )  # fmt: skip


def _step(of: StepSeen, entries: Sequence[Entry]) -> StepTold:
    seen, private = tuple(entries[each.number - 1] for each in of.seen), of.step.reveal == "never"
    return StepTold(of.step.id, of.step.title, of.step.say, private, seen, of.seconds)


def _first(entries: Sequence[Entry], number: int) -> tuple[Entry, ...]:
    return tuple(each for each in entries if each.number <= number)


def _entry(exercise: Exercise, seen: Seen, names: Pair[str]) -> Entry:
    index = exercise.index(seen.step)
    step = exercise.steps[index] if index is not None else Step("", "", "")
    name = names[seen.seat] if seen.seat else _("Both")
    said = tuple(_said(exercise, step, seen.what, share, names) for share in seen.shares)
    return Entry(
        number=seen.number, at=seen.at, what=seen.what, seat=seen.seat, step=seen.step, about=step.title,
        sentence=_(SENTENCES[seen.heard or seen.what], name=name),
        said=said, seconds=seen.seconds, rows=_is_rows(step, said),
    )  # fmt: skip


def _is_rows(step: Step, said: Sequence[Said]) -> bool:
    labels = {tuple(line.label for line in each.lines) for each in said}
    sorts = step.kind == "scale" or (step.kind == "choose" and step.how == "piles")
    return sorts and len(said) == len(SEATS) and len(labels) == 1 and any(labels)


def _said(exercise: Exercise, step: Step, what: str, share: Share, names: Pair[str]) -> Said:
    words = share.words.get("answer", {}) if what in ("need", "limit") else {}
    return Said(share.seat, share.state, tuple(_lines(exercise, step, share, names)), words)


def _lines(exercise: Exercise, step: Step, share: Share, names: Pair[str]) -> Iterator[Line]:
    """In the words of the exercise. A card whose text the exercise does not know is left out."""
    cards = cards_of(exercise, step, {})
    mine = names[share.seat] if share.seat else ""
    theirs = names[other(share.seat)] if share.seat else ""
    piles = dict(zip(step.mirrored, (mine, theirs), strict=False))
    for part, words in share.words.items():
        for name, value in words.items():
            label = _label(step, name, cards)
            if part == "guess":
                label = (
                    _("Guess of the other")
                    if name in CARDS
                    else _("Guess of the other: %(what)s", what=label)
                )
            text = _text(step, name, value, cards, piles)
            if text and label is not None:
                yield Line(step.title, label, text, "me" if share.seat else "both")


def _label(step: Step, name: str, cards: Mapping[str, str]) -> str | None:
    asks = {prompt.name: prompt.ask for prompt in step.prompts}
    if step.kind in ("choose", "scale") and name not in CARDS:
        return cards.get(name)
    if name in ALONE and step.kind != "private":
        return ""
    return asks.get(name) or _(THEIR_LABELS.get(name, name))


def _text(
    step: Step, name: str, value: str | list[str], cards: Mapping[str, str], piles: Mapping[str, str]
) -> str | tuple[str, ...]:
    if name in CARDS:
        picked = [value] if isinstance(value, str) else value
        return tuple(cards[each] for each in picked if each in cards)
    if name in DAYS and step.kind != "private":
        return date(str(value))
    return piles.get(str(value)) or in_words(step, name, value, cards)
