"""Mirror: the listener says back what they heard, the speaker says how well. Used by turns and by needs.

Three rounds at most: after that going on helps more than getting it perfect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from couples.domain.deed import Deed
from couples.domain.events import Confirmed, Event, Heard, Reflected
from couples.domain.pair import Seat
from couples.domain.refusal import STALE, Refusal, invalid

ROUNDS = 3
SENTENCES = 2
LONGEST = 600
HEARD: tuple[Heard, ...] = ("yes", "almost", "not_yet")
# An ellipsis that goes on in lower case ends nothing.
_END = re.compile(r"[.!?…。！？]+(?:\s+(?![a-z])|$)")


@dataclass(frozen=True, slots=True)
class Round:
    said: str
    heard: str | None = None
    aloud: bool = False


@dataclass(frozen=True, slots=True)
class Mirror:
    rounds: tuple[Round, ...] = ()

    @property
    def waiting_for_speaker(self) -> bool:
        return bool(self.rounds) and self.rounds[-1].heard is None

    @property
    def done(self) -> bool:
        last = self.rounds[-1].heard if self.rounds else None
        return last == "yes" or (last is not None and len(self.rounds) >= ROUNDS)

    @property
    def waiting_for_listener(self) -> bool:
        return not self.done and not self.waiting_for_speaker


def decide(mirror: Mirror, deed: Deed, seat: Seat, speaker: Seat, now: float) -> list[Event] | Refusal:
    """`reflect` by the listener, `confirm` by the speaker, each only when it is their turn."""
    if deed.name == "reflect" and seat != speaker and mirror.waiting_for_listener:
        return _reflect(deed, seat, now)
    if deed.name == "confirm" and seat == speaker and mirror.waiting_for_speaker:
        return _confirm(deed, seat, now)
    return STALE


def evolve(mirror: Mirror, event: Event) -> Mirror:
    match event:
        case Reflected(words=words):
            return Mirror((*mirror.rounds, Round(str(words.get("said", "")), aloud="said" not in words)))
        case Confirmed(heard=heard):
            return Mirror((*mirror.rounds[:-1], replace(mirror.rounds[-1], heard=heard)))
    return mirror


def silent(mirror: Mirror) -> Mirror:
    """The same rounds without the listener's words."""
    return Mirror(tuple(replace(each, said="", aloud=False) for each in mirror.rounds))


def _reflect(deed: Deed, seat: Seat, now: float) -> list[Event] | Refusal:
    said = deed.text("said")
    if not said and deed.text("aloud"):
        return [Reflected(at=now, seat=seat, step=deed.step)]
    if not said:
        return invalid("Write what you heard, or choose to pass.", "said")
    if len(said) > LONGEST:
        return invalid("This is %(over)s characters too long.", "said", over=len(said) - LONGEST)
    if len([part for part in _END.split(said) if part]) > SENTENCES:
        return invalid("Use at most two sentences. Keep the heart of it.", "said")
    return [Reflected(at=now, seat=seat, step=deed.step, words={"said": said})]


def _confirm(deed: Deed, seat: Seat, now: float) -> list[Event] | Refusal:
    heard = next((each for each in HEARD if each == deed.text("heard")), None)
    if heard is not None:
        return [Confirmed(at=now, seat=seat, step=deed.step, heard=heard)]
    return invalid("Choose one: yes, almost, or not yet.", "heard")
