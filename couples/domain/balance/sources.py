"""Sources: what a session and an item of the ledger say of the balance. The same state gives the same facts.

Needs and limits that an exercise asked for are counted where they go on, in the ledger, and nobody is counted as having
started them: an exercise in which each takes a turn says nothing of who starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from couples.domain.balance.facts import Contribution, Hearing, Limit, Request, Start, StartKind, Talk
from couples.domain.days import end_of
from couples.domain.item import Item
from couples.domain.pair import Pair, Seat
from couples.domain.session import Session, kind_of

REVIEWS = {"met": 1.0, "partly": 0.5, "not_yet": 0.0}  # "gone" leaves the count


def of_session(session: Session, about: str) -> tuple[Contribution, ...]:
    """Of one that has ended. One that never opened has nothing in it."""
    if session.ended is None or not session.opened or session.mode == "alone":
        return ()
    steps = [*_of_steps(session, about, session.ended)]
    talks = [each.fact for each in steps if isinstance(each.fact, Talk)]
    rest = [each for each in steps if not isinstance(each.fact, Talk)]
    return (*_starts(session, about, session.ended), *map(Contribution, _together(talks)), *rest)


def of_item(item: Item) -> tuple[Contribution, ...]:
    if item.stated is None or item.kind == "agreement":
        return ()
    found: list[Contribution] = []
    if not item.noted:
        what: StartKind = "need" if item.kind == "need" else "limit"
        found.append(Contribution(Start(at=item.stated, about=item.id, seat=item.owner, what=what)))
    if item.state.mirror.done:
        heard = item.state.mirror.rounds[-1].heard == "yes"
        found.append(Contribution(Hearing(at=item.stated, about=item.id, seat=item.owner, heard=heard)))
    return (*found, *(_request(item) if item.kind == "need" else _limit(item)))


def _of_steps(session: Session, about: str, at: float) -> Iterator[Contribution]:
    for step, state in zip(session.exercise.steps, session.states, strict=True):
        yield from kind_of(step).contributions(state, session.moment(step, "A", at), about)


def _starts(session: Session, about: str, at: float) -> Iterator[Contribution]:
    if session.by:
        yield Contribution(Start(at=at, about=about, seat=session.by, what="exercise"))
    if session.mode != "one_phone":  # there nobody can tell who came back
        for seat in session.returned:
            yield Contribution(Start(at=at, about=about, seat=seat, what="return"))


def _together(talks: Iterable[Talk]) -> Iterator[Talk]:
    """One point for the session, by the clock or typed, if both took as many turns: else the exercise decided it."""
    by_how: dict[bool, list[Talk]] = {}
    for talk in talks:
        by_how.setdefault(talk.typed, []).append(talk)
    for typed, found in by_how.items():
        turns = Pair(_turns(found, "A"), _turns(found, "B"))
        if len(turns.a) == len(turns.b) > 0:
            used = turns.map(sum)
            yield Talk(at=found[0].at, about=found[0].about, used=used, typed=typed)


def _turns(talks: Sequence[Talk], seat: Seat) -> list[float]:
    return [talk.used[seat] for talk in talks if talk.used[seat]]


def _request(item: Item) -> Iterator[Contribution]:
    """What is not answered yet counts from the end of its day on, so that it is asked for nothing before."""
    if item.answered is None and item.closed in ("withdrawn", "gone", "met"):
        return
    end = end_of(item.answer_by)
    in_time = item.answered is not None and item.answered <= end
    at = item.answered if in_time and item.answered is not None else end
    met = REVIEWS.get(item.rating)
    yield Contribution(Request(at=at, about=item.id, seat=item.owner, answered=in_time, met=met))


def _limit(item: Item) -> Iterator[Contribution]:
    """Only for its owner. It never enters a number of both."""
    assert item.stated is not None
    mirror, kept = item.state.mirror, REVIEWS.get(item.rating)
    heard = mirror.done and mirror.rounds[-1].heard == "yes"
    limit = Limit(at=item.stated, about=item.id, seat=item.owner, heard=heard, kept=kept)
    yield Contribution(limit, only=item.owner)
