"""The couple's stream as the log knows it: domain rules, and the rows that follow from its events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, insert, update

from couples.accounts.actions import new_id
from couples.domain import couple as rules
from couples.domain.couple import Closed, Couple, Invited, Linked, Unlinked
from couples.domain.deed import Deed
from couples.domain.events import Event
from couples.domain.pair import Seat
from couples.domain.refusal import Refusal
from couples.language import gettext
from couples.log.batch import Batch
from couples.log.models import Stream
from couples.log.stream import Live, Problem
from couples.pairing.models import Couple as CoupleRow
from couples.pairing.models import Invitation, Member

Render = Callable[..., str]


class CoupleKind:
    events = rules.EVENTS

    def __init__(self, render: Render) -> None:
        self._render = render

    def begin(self, event: Event, connection: Connection) -> Couple:
        assert isinstance(event, Invited)
        return rules.begin(event)

    def decide(self, state: Couple, deed: Deed, seat: Seat | None, now: float) -> list[Event] | Refusal:
        return rules.decide(state, deed, seat, now)

    def evolve(self, state: Couple, event: Event) -> Couple:
        return rules.evolve(state, event)

    def version(self, state: Couple, seat: Seat) -> int:
        return state.versions[seat]

    def opens(self, state: Any, event: Event) -> Sequence[tuple[Seat, str]]:
        return ()

    def follow(self, live: Live, event: Event, batch: Batch) -> Sequence[tuple[str, Event]]:
        couple_id, run = live.head.couple_id, batch.connection.execute
        if isinstance(event, Linked):
            run(update(Member).where(Member.couple_id == couple_id).values(linked=event.at))
            run(insert(Stream), {"id": new_id(), "kind": "ledger", "couple_id": couple_id, "version": 0})
        elif isinstance(event, Closed | Unlinked):
            run(update(CoupleRow).where(CoupleRow.id == couple_id).values(ended=event.at))
            run(update(Member).where(Member.couple_id == couple_id).values(ended=event.at))
            run(update(Invitation).where(Invitation.couple_id == couple_id).values(used=event.at))
        else:
            return ()
        batch.refresh_couple(couple_id)
        return ()

    def fragment(self, live: Live, seat: Seat, now: float, problem: Problem | None = None) -> str:
        view = rules.couple_view(live.state, seat, live.head.names, now)
        return self._render("pairing/_couple.html", live.head.id, seat, view, problem)

    def said(self, events: Sequence[Event], live: Live, seat: Seat) -> str | None:
        sentence = rules.said(events, seat)
        them = rules.couple_view(live.state, seat, live.head.names, 0).them
        return gettext(sentence, name=them) if sentence else None
