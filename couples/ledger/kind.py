"""The ledger's stream as the log knows it. It is there from the link on and has no event before the first item."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection

from couples.content.rights import rights
from couples.contributions.actions import keep
from couples.domain import events as known
from couples.domain import ledger as rules
from couples.domain import ledger_events
from couples.domain.balance.sources import of_item
from couples.domain.board import board, with_draft
from couples.domain.deed import Deed
from couples.domain.events import Event, StatedBoundary, StatedNeed, WordsRemoved
from couples.domain.ledger import Ledger
from couples.domain.pair import SEATS, Seat, other
from couples.domain.refusal import Refusal
from couples.domain.view import said
from couples.language import gettext
from couples.log.batch import Batch
from couples.log.stream import Live, Problem
from couples.reminders.actions import forget_all_of, remind

Render = Callable[..., str]
MORNING = 9  # o'clock, UTC; quiet hours move it for whoever is asleep


class LedgerKind:
    events: Mapping[str, type[Event]] = {**known.EVENTS, **ledger_events.EVENTS}

    def __init__(self, render: Render) -> None:
        self._render = render
        self._blank = Ledger(rights=rights())  # at the start, so that nobody waits for it later

    def begin(self, event: Event, connection: Connection) -> Ledger:
        return rules.evolve(self._blank, event)

    def decide(
        self, state: Ledger | None, deed: Deed, seat: Seat | None, now: float
    ) -> list[Event] | Refusal:
        return rules.decide(state or self._blank, deed, seat, now)

    def evolve(self, state: Ledger | None, event: Event) -> Ledger:
        return rules.evolve(state or self._blank, event)

    def version(self, state: Ledger | None, seat: Seat) -> int:
        return (state or self._blank).versions[seat]

    def opens(self, state: Ledger | None, event: Event) -> Sequence[tuple[Seat, str]]:
        if isinstance(event, StatedNeed | StatedBoundary):
            assert event.seat is not None and event.step is not None
            return [(event.seat, event.step)]
        return ()

    def follow(self, live: Live, event: Event, batch: Batch) -> Sequence[tuple[str, Event]]:
        """What it says of the balance; and a day to look at it again is a reminder for whoever is to look."""
        if event.private or event.step is None:
            return ()
        if isinstance(event, WordsRemoved) and event.seat:
            batch.erase_words(live, event.seat, (event.step,))
        item, about = live.state.items.get(event.step), f"review:{live.head.couple_id}:{event.step}:"
        keep(batch, live.head, event.step, of_item(item) if item else ())
        forget_all_of(batch, about)
        if item is None or item.closed or not item.review:
            return ()
        for seat in SEATS if item.kind == "agreement" else (item.owner,):
            if account := live.head.members[seat]:
                remind(batch, account, about + item.review, morning_of(item.review))
        return ()

    def fragment(
        self, live: Live, seat: Seat, now: float, problem: Problem | None = None, inside: str = ""
    ) -> str:
        seen = board(live.state or self._blank, seat, live.head.names, now)
        if problem:
            seen = with_draft(seen, str(problem["step"]), problem["fields"])
        return self._render("ledger/_board.html", live.head.id, seat, seen, problem, inside=inside)

    def said(self, events: Sequence[Event], live: Live, seat: Seat) -> str | None:
        sentence = said(events, seat)
        return gettext(sentence, name=live.head.names[other(seat)]) if sentence else None


def morning_of(day: str) -> float:
    at = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(MORNING), datetime.UTC)
    return at.timestamp()
