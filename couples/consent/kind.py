"""The stream that a counselor's pages watch: it moves when what they may see does, and holds nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from couples.domain.consent import Made, Moved
from couples.domain.deed import Deed
from couples.domain.events import Event
from couples.domain.pair import Seat
from couples.domain.refusal import STALE, Refusal
from couples.log.batch import Batch
from couples.log.stream import Live, Problem


class CounselKind:
    """Its state is how often it moved."""

    events: Mapping[str, type[Event]] = {event.__name__: event for event in (Made, Moved)}

    def begin(self, event: Event, connection: Connection) -> int:
        return 1

    def decide(self, state: int, deed: Deed, seat: Seat | None, now: float) -> list[Event] | Refusal:
        return STALE

    def evolve(self, state: int, event: Event) -> int:
        return state + 1

    def version(self, state: int, seat: Seat) -> int:
        return state

    def opens(self, state: Any, event: Event) -> Sequence[tuple[Seat, str]]:
        return ()

    def follow(self, live: Live, event: Event, batch: Batch) -> Sequence[tuple[str, Event]]:
        return ()

    def fragment(self, live: Live, seat: Seat, now: float, problem: Problem | None = None) -> str:
        """An empty element: the page beside it is taken anew when it moves."""
        return (
            f'<div id="stream-{live.head.id}" data-stream="{live.head.id}" data-version="{live.state}"></div>'
        )

    def said(self, events: Sequence[Event], live: Live, seat: Seat) -> str | None:
        return None
