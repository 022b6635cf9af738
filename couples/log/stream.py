"""What a stream is to the log: its head (whose it is), its state in memory, and the rules of its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection

from couples.domain.deed import Deed
from couples.domain.events import Event
from couples.domain.pair import Pair, Seat
from couples.domain.refusal import Refusal

if TYPE_CHECKING:
    from couples.log.batch import Batch


@dataclass(frozen=True, slots=True)
class Head:
    """Whose stream it is. `own` are the two people's own streams; `key` is the couple's, opened."""

    id: str
    kind: str
    couple_id: str
    couple_stream: str | None  # None for what one person does alone
    members: Pair[str | None]
    names: Pair[str]
    own: Pair[str | None]
    key: bytes
    linked: bool
    ended: bool

    def seat_of(self, account_id: str) -> Seat | None:
        if account_id == self.members.a:
            return "A"
        return "B" if account_id == self.members.b else None


Problem = Mapping[str, Any]  # what was refused in a form: deed, field, message, and the fields as sent
Place = tuple[str, int]  # (stream id, version): where words are kept
Key = tuple[Seat, str, str]  # (seat, step, part)


@dataclass(slots=True)
class Live:
    """A stream in memory. Replaced as a whole when it changes, so a reader never sees half a change.

    `kept` says where the words of each private answer are. `accepted` remembers every deed by author and op id.
    """

    head: Head
    state: Any
    version: int
    kept: Mapping[Key, Place] = field(default_factory=dict)
    accepted: dict[tuple[str, str], tuple[bytes, int]] = field(default_factory=dict)


class StreamKind(Protocol):
    """The rules of one kind of stream: pure ones from the domain, and the rows that follow from its events."""

    events: Mapping[str, type[Event]]

    def begin(self, event: Event, connection: Connection) -> Any: ...

    def decide(self, state: Any, deed: Deed, seat: Seat | None, now: float) -> list[Event] | Refusal: ...

    def evolve(self, state: Any, event: Event) -> Any: ...

    def version(self, state: Any, seat: Seat) -> int: ...

    def opens(self, state: Any, event: Event) -> Sequence[tuple[Seat, str]]:
        """Whose private answers to which step become readable for the other by this event."""
        ...

    def follow(self, live: Live, event: Event, batch: Batch) -> Sequence[tuple[str, Event]]:
        """Writes the rows that lists are read from, and returns events that other streams take from this one."""
        ...

    def fragment(self, live: Live, seat: Seat, now: float, problem: Problem | None = None) -> str:
        """The element `stream-<id>` as this seat may see it."""
        ...

    def said(self, events: Sequence[Event], live: Live, seat: Seat) -> str | None: ...
