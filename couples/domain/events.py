"""What people did in a session, in the past tense. State is a fold over these.

An event whose class is `private` goes to its author's own stream, so that the shared stream's versions, sizes and
times say nothing of what one person does alone. `words` is everything a person wrote or chose: it is sealed
in a table of its own, apart from the event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from couples.domain.pair import Pair, Seat

Words = Mapping[str, str | list[str]]
Heard = Literal["yes", "almost", "not_yet"]
Mode = Literal["together", "apart", "one_phone", "alone"]
NOTHING: Words = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`at` is in seconds since 1970, from the server's clock."""

    private: ClassVar[bool] = False
    ends_draft_of: ClassVar[str] = ""  # the part whose half-written words this event takes the place of

    at: float
    seat: Seat | None = None
    step: str | None = None
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """A session began, opened by `seat`. `first` speaks first, by the server's coin; `ready_by` ends the gate."""

    first: Seat
    mode: Mode
    exercise: str  # digest of the session's own copy
    ready_by: float | None
    spoken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TappedReady(Event):
    """`words`, which are sealed, say whether it is held: a yes that its owner chose beforehand shall open nothing."""

    private: ClassVar[bool] = True
    ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Event):
    """Both had tapped ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed(Event):
    """It is not open right now. The same for a no, for silence, for an answer and for any other reason."""


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

    ends_draft_of: ClassVar[str] = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflected(Event):
    """The listener said back what they heard."""

    ends_draft_of: ClassVar[str] = "answer"


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

    ends_draft_of: ClassVar[str] = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBoundary(Event):
    """The owner of a boundary let the other see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBoundary(Event):
    """The other said that they heard it, asked something, or takes time. Nobody is asked for leave."""

    ends_draft_of: ClassVar[str] = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class TookPen(Event):
    """Someone writes at the agreement now; the other reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote(Event):
    """The text of an agreement as it is now, and the pen put down."""

    ends_draft_of: ClassVar[str] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Froze(Event):
    """These are the words: they can be signed, or changed, which starts anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Event):
    """Someone said in private how freely willing they are."""

    private: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BothWeighed(Event):
    """Both have said it. What they said is no part of this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Event):
    """Someone wants other words. Nobody has signed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rested(Event):
    """A pause was rehearsed."""

    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack(Event):
    """Someone came back from a rehearsed pause."""


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
class LetIn(Event):
    """Someone would let a counselor sit in, or no longer; `words`, which are sealed, say whom."""

    private: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited(Event):
    """Both would: the counselor sits in from here on."""

    counsel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOut(Event):
    """One of the two sent the counselor out. Who did is not kept."""

    counsel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(Event):
    """Someone ended the session for today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsRemoved(Event):
    """Someone took their own words out: of a session that is over, or of what it left in the ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Event):
    """Both went past the last step."""


def counted(versions: Pair[int], event: Event) -> Pair[int]:
    """What each is shown is numbered for them: shared events and their own private ones. Drafts show nothing new."""
    if isinstance(event, Drafted):
        return versions
    if not event.private:
        return versions.map(lambda version: version + 1)
    assert event.seat is not None
    return versions.put(event.seat, versions[event.seat] + 1)


def draft_ended_by(event: Event) -> str:
    """The part whose draft is one no longer, or ""."""
    return event.part if isinstance(event, Kept) else event.ends_draft_of


EVENTS: Mapping[str, type[Event]] = {
    event.__name__: event
    for event in (
        Started, TappedReady, Opened, Lapsed, Kept, Drafted, Finished, Revealed, Released, WentOn,
        ListenerReady, TurnStarted, MinuteAdded, Spoke, Reflected, Confirmed,
        StatedNeed, AnsweredNeed, StatedBoundary, AnsweredBoundary, TookPen, Wrote, Froze, Weighed, BothWeighed,
        Signed, Reopened, Rested, CameBack, Passed, Paused, Resumed, LetIn, Visited, ShownOut,
        Stopped, Ended, WordsRemoved,
    )
}  # fmt: skip
