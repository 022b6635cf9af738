"""A session's stream as the log knows it: domain rules, and the rows that follow from its events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, select, update

from couples.content import unpack
from couples.content.rights import rights
from couples.contributions.actions import keep
from couples.domain import events as known
from couples.domain import notes, view
from couples.domain import session as rules
from couples.domain.balance.sources import of_session
from couples.domain.couple import SessionEnded
from couples.domain.deed import Deed
from couples.domain.events import (
    Ended,
    Event,
    Lapsed,
    Opened,
    Released,
    Revealed,
    Started,
    StatedBoundary,
    StatedNeed,
    Stopped,
    WordsRemoved,
)
from couples.domain.ledger_events import Noted
from couples.domain.pair import SEATS, Seat, other
from couples.domain.refusal import Refusal
from couples.domain.session import Session
from couples.exercises.models import ExerciseCopy, SessionRow
from couples.language import gettext
from couples.log.batch import Batch
from couples.log.store import stream_of
from couples.log.stream import Head, Live, Problem

Render = Callable[..., str]
Beside = Callable[[Head, Seat, float], str]
_STATES: dict[type[Event], str] = {Ended: "done", Stopped: "stopped", Lapsed: "stopped"}

_ROW = update(SessionRow).where(SessionRow.id == bindparam("row"))
_OPENED = _ROW.values(opened=bindparam("at"), state="open")
_ENDED = _ROW.values(ended=bindparam("at"), state=bindparam("as"))


class SessionKind:
    events = known.EVENTS

    def __init__(self, render: Render) -> None:
        self._render = render
        self._beside: Beside = lambda *_: ""
        self._rights = rights()  # at the start, so that nobody waits for it later

    def show_beside(self, beside: Beside) -> None:
        """What stands in a step that shows what is due."""
        self._beside = beside

    def begin(self, event: Event, connection: Connection) -> Session:
        assert isinstance(event, Started)
        query = select(ExerciseCopy.packed).where(ExerciseCopy.digest == event.exercise)
        return rules.begin(event, unpack(connection.execute(query).scalar_one()), self._rights)

    def decide(self, state: Session, deed: Deed, seat: Seat | None, now: float) -> list[Event] | Refusal:
        return rules.decide(state, deed, seat, now)

    def evolve(self, state: Session, event: Event) -> Session:
        return rules.evolve(state, event)

    def version(self, state: Session, seat: Seat) -> int:
        return state.versions[seat]

    def opens(self, state: Session, event: Event) -> Sequence[tuple[Seat, str]]:
        match event:
            case Revealed(step=str(step)):
                return [(seat, step) for seat in SEATS if not self._held(state, seat, step)]
            case Released() | StatedNeed() | StatedBoundary():
                assert event.seat is not None and event.step is not None
                return [(event.seat, event.step)]
        return ()

    def follow(self, live: Live, event: Event, batch: Batch) -> Sequence[tuple[str, Event]]:
        if isinstance(event, Opened):
            batch.connection.execute(_OPENED, {"row": live.head.id, "at": event.at})
        elif type(event) in _STATES:
            state = _STATES[type(event)] if live.state.opened else "not_open"
            batch.connection.execute(_ENDED, {"row": live.head.id, "at": event.at, "as": state})
            self._counted(live, batch)
            return self._told_to_the_couple(live, event, batch)
        elif isinstance(event, WordsRemoved):
            return self._removed(live, event, batch)
        return self._noted(live, event, batch)

    def _removed(self, live: Live, event: Event, batch: Batch) -> Sequence[tuple[str, Event]]:
        """Their rows go, and what of it stands in the couple's ledger goes there. What both signed stays."""
        assert event.seat is not None
        batch.erase_words(live, event.seat)
        self._counted(live, batch)
        ledger = stream_of(batch.connection, live.head.couple_id, "ledger")
        board = batch.live(ledger) if ledger else None
        if ledger is None or board is None or board.state is None:
            return ()
        ours = [item for item in board.state.items.values() if item.id.startswith(f"{live.head.id}-")]
        return [(ledger, replace(event, step=item.id)) for item in ours if item.kind != "agreement"]

    def _counted(self, live: Live, batch: Batch) -> None:
        """What it says of the balance between the two. What one does alone says nothing of it."""
        if live.head.couple_stream:
            keep(batch, live.head, live.head.id, of_session(live.state, live.head.id))

    def _noted(self, live: Live, event: Event, batch: Batch) -> Sequence[tuple[str, Event]]:
        """What goes on beyond the session, for the couple's ledger. What one does alone has none."""
        noted = notes.of(live.state, live.head.id, event) if live.head.couple_stream else []
        ledger = stream_of(batch.connection, live.head.couple_id, "ledger") if noted else None
        board = batch.live(ledger) if ledger else None
        if ledger is None or board is None:
            return ()
        # What was said before there were ledgers is in none, and nothing can follow from it there.
        known = board.state.items if board.state else {}
        return [(ledger, each) for each in noted if isinstance(each, Noted) or each.step in known]

    def _told_to_the_couple(self, live: Live, event: Event, batch: Batch) -> Sequence[tuple[str, Event]]:
        """That a session ended, where the couple knows that it began."""
        stream = live.head.couple_stream
        couple = batch.live(stream) if stream else None
        if stream is None or couple is None:
            return ()
        known = any(each.session == live.head.id for each in couple.state.running)
        return [(stream, SessionEnded(at=event.at, session=live.head.id))] if known else ()

    def fragment(self, live: Live, seat: Seat, now: float, problem: Problem | None = None) -> str:
        seen = view.session_view(live.state, seat, live.head.names, now)
        if problem and seen.stage:
            seen = replace(seen, stage=replace(seen.stage, draft=problem["fields"]))
        beside = self._beside(live.head, seat, now) if _shows_due(seen) else ""
        return self._render("exercises/_session.html", live.head.id, seat, seen, problem, beside=beside)

    def said(self, events: Sequence[Event], live: Live, seat: Seat) -> str | None:
        sentence = view.said(events, seat)
        return gettext(sentence, name=live.head.names[other(seat)]) if sentence else None

    def _held(self, state: Session, seat: Seat, step: str) -> bool:
        index = state.exercise.index(step)
        assert index is not None
        return bool(state.states[index].held[seat])


def _shows_due(seen: view.SessionView) -> bool:
    """Not on a phone that two share: a ledger knows only whose phone it is, and would show their own to the other."""
    return seen.phase == "step" and seen.mode != "one_phone" and bool(seen.stage and seen.stage.step.shows)
