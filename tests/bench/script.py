"""What couples do in the bench: every exercise from the first deed to the last, worked out beforehand by the rules."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from couples import content
from couples.domain.deed import Deed
from couples.domain.pair import SEATS
from tests.play import a_session, act, played

GATE_ENDS = 1e9


@dataclass(frozen=True, slots=True)
class Move:
    """One deed: who does it, the end of its message, and the version that each of the two is then shown.

    A version is None for whom the deed changes nothing: what one does alone, the other is not told.
    """

    seat: str
    tail: bytes
    shown: dict[str, int | None]


@cache
def moves(slug: str, first: str) -> list[Move]:
    """The exercise played to its end, by turns where both could act."""
    gated = content.exercises()[slug].tier > 1
    session = a_session(slug, first=first, ready_by=GATE_ENDS if gated else None)
    found = []
    for seat in SEATS if gated else ():
        before, session = session, act(session, seat, "ready", ready="yes")
        found.append(_move(before, session, seat, Deed("ready", None, {"ready": "yes"})))
    before = session
    for session, seat, deed, _events in played(session, _by_turns()):
        found.append(_move(before, session, seat, deed))
        before = session
    assert before.over
    return found


def _by_turns():
    """Whoever did not act last; but first the listener gets ready and the speaker starts, as people do."""
    last = ["B"]

    def choose(able):
        best = min(able, key=lambda each: (each[1].name not in ("listen", "start"), each[0] == last[0]))
        last[0] = best[0]
        return best

    return choose


def _move(before, after, seat, deed):
    told = json.dumps({"deed": deed.name, "step": deed.step, "fields": dict(deed.fields)})
    shown = {
        each: after.versions[each] if after.versions[each] != before.versions[each] else None
        for each in SEATS
    }
    return Move(seat, told[1:].encode(), shown)
