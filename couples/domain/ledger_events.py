"""What happened to needs, boundaries and agreements beyond what the step kinds know, in the past tense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from couples.domain.events import Event
from couples.domain.item import ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BeganAlone(Event):
    """Someone wrote a need or a boundary. Nobody else knows of it until it is shared."""

    private: ClassVar[bool] = True
    kind: ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Began(Event):
    """An agreement is in the making."""

    kind: ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Event):
    """What was said in a session, and is kept from there on: a need, a boundary, or an agreement both have signed."""

    kind: ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped(Event):
    """Thrown away before anybody else saw it."""

    private: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Event):
    """Taken back by its owner; or, of an agreement, ended by either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed(Event):
    """Its owner looked at it on its day. `words` hold the rating and the next day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted(Event):
    """One of the two wants to keep the agreement; it is renewed when both do. `words` hold the next day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised(Event):
    """The signed words are opened again. They hold until new ones are signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded(Event):
    """Its owner put a need or a boundary that the other knows into other words. `words` are the new ones."""

    ends_draft_of: ClassVar[str] = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Event):
    """Whoever acted last took it back within a moment."""


EVENTS: Mapping[str, type[Event]] = {
    event.__name__: event
    for event in (BeganAlone, Began, Noted, Dropped, Withdrawn, Reviewed, Wanted, Revised, Reworded, Undone)
}
