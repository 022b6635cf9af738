"""What people did in a session, in the past tense. State is a fold over these.

An event whose class is `private` goes to its author's own stream, so that the shared stream's versions, sizes and
times say nothing of what one person does alone. `words` is everything a person wrote or chose: it is sealed
in a table of its own, apart from the event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from couples.domain.pair import Seat

Words = Mapping[str, str | list[str]]
Heard = Literal["yes", "almost", "not_yet"]
Mode = Literal["together", "apart", "one_phone"]
NOTHING: Words = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`at` is in seconds since 1970, from the server's clock."""

    private: ClassVar[bool] = False

    at: float
    seat: Seat | None = None
    step: str | None = None
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """A session began. `first` speaks first, by the server's coin; `ready_by` ends the private ready gate."""

    first: Seat
    mode: Mode
    exercise: str  # digest of the session's own copy
    ready_by: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TappedReady(Event):
    private: ClassVar[bool] = True
    ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Event):
    """Both had tapped ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed(Event):
    """The gate closed. The same for a no, for silence and for any other reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Event):
    """Someone gave or changed their own answer to a part of a step; nobody else knows yet.

    `held` words stay with their author when the step opens. A pass is held, and has no words.
    """

    private: ClassVar[bool] = True
    part: str
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Event):
    """Half-written words, kept so that no fault loses them. Never numbered: each draft replaces the one before."""

    private: ClassVar[bool] = True
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(Event):
    """Someone is done with their side of a step: answered, passed or kept it, which look the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revealed(Event):
    """Both answers open, in one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(Event):
    """The author let the other see their answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WentOn(Event):
    """Someone left a step for the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerReady(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnStarted(Event):
    deadline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteAdded(Event):
    deadline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke(Event):
    """The speaker's turn ended by their own word; `words` may hold what they typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflected(Event):
    """The listener said back what they heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(Event):
    """The speaker said how well the listener heard: yes, almost, not_yet."""

    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedNeed(Event):
    """The owner of a need let the other see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredNeed(Event):
    """The other answered the request; `words` say how and may add a sentence or a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed(Event):
    """A turn or a need was passed, without a reason; it is over for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(Event):
    until: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(Event):
    """Someone ended the session for today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Event):
    """Both went past the last step."""


EVENTS: Mapping[str, type[Event]] = {
    event.__name__: event
    for event in (
        Started, TappedReady, Opened, Lapsed, Kept, Drafted, Finished, Revealed, Released, WentOn,
        ListenerReady, TurnStarted, MinuteAdded, Spoke, Reflected, Confirmed,
        StatedNeed, AnsweredNeed, Passed, Paused, Resumed, Stopped, Ended,
    )
}  # fmt: skip
