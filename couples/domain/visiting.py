"""A counselor who sits in while a session goes on: let in by both, each in private; sent out by either, at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from couples.domain.deed import Deed
from couples.domain.events import Event, LetIn, ShownOut, Visited
from couples.domain.pair import Pair, Seat, both, other
from couples.domain.refusal import DENIED, STALE, Refusal

DEEDS = ("let_in", "show_out")
# Whether what the two share is open to that counselor now. The house says so, never the one who sends the deed.
OPEN = "1"


@dataclass(frozen=True, slots=True)
class Visit:
    """`wanted` is whom each would let in: theirs alone. `here` is who sits in, because both would, or ""."""

    wanted: Pair[str] = field(default_factory=lambda: both(""))
    here: str = ""


def asked(visit: Visit, deed: Deed, seat: Seat, now: float) -> list[Event] | Refusal:
    if deed.name == "show_out":
        return _out(visit, seat, now)
    counsel = deed.text("counsel")
    if not counsel or deed.text("open") != OPEN:
        return DENIED
    if visit.here:
        return STALE
    events: list[Event] = [LetIn(at=now, seat=seat, words={"counsel": counsel})]
    if visit.wanted[other(seat)] == counsel:
        events.append(Visited(at=now, counsel=counsel))
    return events


def _out(visit: Visit, seat: Seat, now: float) -> list[Event] | Refusal:
    """Who sent them out is not kept. Taking one's own wish back is nobody else's matter."""
    if visit.here:
        return [ShownOut(at=now, counsel=visit.here)]
    return [LetIn(at=now, seat=seat, words={"counsel": ""})] if visit.wanted[seat] else STALE


def guests(visit: Visit, events: Iterable[Event]) -> set[str]:
    """Whose pages are about a session that has just gone on: who sits in, and who did until now."""
    gone = {event.counsel for event in events if isinstance(event, ShownOut)}
    return ({visit.here} | gone) - {""}


def evolved(visit: Visit, event: Event) -> Visit:
    match event:
        case LetIn(seat=("A" | "B") as seat, words=words):
            return replace(visit, wanted=visit.wanted.put(seat, str(words.get("counsel", ""))))
        case Visited(counsel=counsel):
            return replace(visit, here=counsel)
        case ShownOut():
            return Visit()
    raise ValueError(f"no rule for {type(event).__name__}")
