"""Notes: what is said in a session and goes on beyond it is written to the ledger too, in the same moment."""

from __future__ import annotations

from dataclasses import replace

from couples.domain.events import (
    AnsweredBoundary,
    AnsweredNeed,
    Confirmed,
    Event,
    Passed,
    Reflected,
    Signed,
    StatedBoundary,
    StatedNeed,
)
from couples.domain.item import ItemKind
from couples.domain.ledger_events import Noted
from couples.domain.session import Session

KINDS: dict[type[Event], ItemKind] = {StatedNeed: "need", StatedBoundary: "boundary"}
GOES_ON = (Reflected, Confirmed, AnsweredNeed, AnsweredBoundary, Passed)


def of(session: Session, id: str, event: Event) -> list[Event]:
    """The ledger's events that follow from a session's event. `session` is as the event has left it."""
    index = session.exercise.index(event.step)
    if index is None:
        return []
    step, state = session.exercise.steps[index], session.states[index]
    item = f"{id}-{step.id}"
    if type(event) in KINDS:
        words = state.written or {}
        return [Noted(at=event.at, seat=event.seat, step=item, kind=KINDS[type(event)], words=words)]
    if isinstance(event, GOES_ON) and step.kind in ("need", "boundary") and state.stated:
        return [replace(event, step=item)]
    if isinstance(event, Signed) and state.agreed:
        words = {"text": state.text, "review": state.review}
        return [Noted(at=event.at, seat=event.seat, step=item, kind="agreement", words=words)]
    return []
