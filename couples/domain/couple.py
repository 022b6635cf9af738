"""A couple: from the invitation, through the link, to its end. Anything that links needs both; ending needs one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from couples.domain.deed import Deed
from couples.domain.events import Event
from couples.domain.pair import Pair, Seat, both
from couples.domain.refusal import STALE, Refusal

# Only chooses wording. Nothing else may depend on it.
RELATIONS = ("partners", "family", "friends", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited(Event):
    """Seat A asked for a link; `words` hold the code, for their own screen. Nobody sits on seat B yet."""

    relation: str
    expires: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Redeemed(Event):
    """Someone entered the code. They sit on seat B from here on, but nothing is linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Event):
    """The invited one wants the link; now the inviter must say that this is the person they meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Event):
    """The invitation came to nothing. A no, a wrong person and a withdrawal look the same to the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionBegan(Event):
    session: str
    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlinked(Event):
    """The link ended. Who ended it is not kept."""


EVENTS: Mapping[str, type[Event]] = {
    event.__name__: event
    for event in (Invited, Redeemed, Accepted, Linked, Closed, SessionBegan, SessionEnded, Unlinked)
}


@dataclass(frozen=True, slots=True)
class Running:
    session: str
    slug: str
    title: str
    began_by: Seat | None


@dataclass(frozen=True, slots=True)
class Couple:
    relation: str
    expires: float
    code: str
    redeemed: bool = False
    accepted: bool = False
    linked: bool = False
    closed: bool = False
    ended: bool = False
    running: tuple[Running, ...] = ()
    versions: Pair[int] = field(default_factory=lambda: both(1))


@dataclass(frozen=True, slots=True)
class CoupleView:
    """What one of the two sees. `phase` for the inviter: code, looking, confirm; for the invited: asked, waiting."""

    version: int
    phase: str
    me: str
    them: str
    relation: str
    code: str = ""
    expires: float = 0.0
    running: tuple[Running, ...] = ()


def begin(event: Invited) -> Couple:
    return Couple(relation=event.relation, expires=event.expires, code=str(event.words.get("code", "")))


def decide(couple: Couple, deed: Deed, seat: Seat | None, now: float) -> list[Event] | Refusal:
    """Deeds of linking and unlinking. Sessions begin elsewhere, since they need a stream of their own."""
    if seat is None or couple.closed or couple.ended:
        return STALE
    if deed.name == "unlink" and couple.linked:
        return [Unlinked(at=now)]
    if couple.linked:
        return STALE
    late = now >= couple.expires
    match deed.name:
        case "accept" if seat == "B" and not couple.accepted and not late:
            return [Accepted(at=now, seat=seat)]
        case "confirm" if seat == "A" and couple.accepted and not late:
            return [Linked(at=now, seat=seat)]
        case "decline":
            return [Closed(at=now)]
    return STALE


def evolve(couple: Couple, event: Event) -> Couple:
    couple = replace(couple, versions=couple.versions.map(lambda version: version + 1))
    match event:
        case Redeemed():
            return replace(couple, redeemed=True)
        case Accepted():
            return replace(couple, accepted=True)
        case Linked():
            return replace(couple, linked=True)
        case Closed():
            return replace(couple, closed=True)
        case Unlinked():
            return replace(couple, ended=True, running=())
        case SessionBegan(session=session, slug=slug, title=title, seat=seat):
            return replace(couple, running=(*couple.running, Running(session, slug, title, seat)))
        case SessionEnded(session=session):
            return replace(couple, running=tuple(each for each in couple.running if each.session != session))
    raise ValueError(f"no rule for {type(event).__name__}")


def replay(couple: Couple, events: Iterable[Event]) -> Couple:
    for event in events:
        couple = evolve(couple, event)
    return couple


def couple_view(couple: Couple, seat: Seat, names: Pair[str], now: float) -> CoupleView:
    phase = _phase(couple, seat, now)
    return CoupleView(
        version=couple.versions[seat],
        phase=phase,
        me=names[seat],
        them=_name_of_other(couple, seat, names),
        relation=couple.relation,
        code=couple.code if phase == "code" else "",
        expires=couple.expires,
        running=couple.running,
    )


def said(events: Iterable[Event], seat: Seat) -> str | None:
    """The sentence that a screen reader says to one viewer; `%(name)s` is the other."""
    for event in events:
        match event:
            case Linked():
                return "You are linked."
            case Accepted() if seat == "A":
                return "%(name)s wants to link with you."
            case SessionBegan() if event.seat != seat:
                return "%(name)s opened an exercise."
    return None


def _phase(couple: Couple, seat: Seat, now: float) -> str:
    if couple.linked or couple.ended:
        return "ended" if couple.ended else "linked"
    if couple.closed:
        return "closed"
    if now >= couple.expires:
        return "expired"
    if seat == "B":
        return "waiting" if couple.accepted else "asked"
    return "confirm" if couple.accepted else "looking" if couple.redeemed else "code"


def _name_of_other(couple: Couple, seat: Seat, names: Pair[str]) -> str:
    """The invited one sees who invites. The inviter learns the other's name only when they have accepted."""
    if seat == "A":
        return names["B"] if couple.accepted or couple.linked else ""
    return names["A"]
