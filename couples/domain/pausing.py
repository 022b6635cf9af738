"""Pausing a session: who asked for it, until when, and who is back."""

from __future__ import annotations

from dataclasses import dataclass

from couples.domain.deed import Deed
from couples.domain.events import Event, Paused
from couples.domain.pair import Pair, Seat
from couples.domain.refusal import Refusal, invalid

PAUSES = {"5": 5, "20": 20, "60": 60, "later": None}  # minutes; later means: no time set
PAUSED = Refusal("stale", "This is paused. Your words are kept. Tap that you are back first.")


@dataclass(frozen=True, slots=True)
class Pause:
    """`by` asked for it at `since`; `until` is the time to come back, if one was set; `back` is who is."""

    by: Seat
    since: float
    until: float | None
    back: Pair[bool]


def asked(deed: Deed, seat: Seat, now: float) -> list[Event] | Refusal:
    if deed.text("minutes") not in PAUSES:
        return invalid("Choose when to come back.", "minutes")
    minutes = PAUSES[deed.text("minutes")]
    return [Paused(at=now, seat=seat, until=None if minutes is None else now + 60 * minutes)]
