"""Ledger: the needs, boundaries and agreements of a couple. What may happen to them (decide) and what then is (evolve).

What one writes and does not share is an event of their own stream: of it the other has nothing, not even a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from couples.domain import drafts
from couples.domain.days import a_day, in_days
from couples.domain.deed import Deed
from couples.domain.drafts import Drafts
from couples.domain.events import (
    AnsweredBoundary,
    AnsweredNeed,
    Drafted,
    Event,
    Passed,
    Signed,
    StatedBoundary,
    StatedNeed,
    Words,
    WordsRemoved,
    counted,
)
from couples.domain.item import ITEM_KINDS, NEED_DAYS, Earlier, Edition, Item, ItemKind
from couples.domain.ledger_events import (
    Began,
    BeganAlone,
    Dropped,
    Noted,
    Reviewed,
    Revised,
    Reworded,
    Undone,
    Wanted,
    Withdrawn,
)
from couples.domain.pair import Pair, Seat, both, other
from couples.domain.refusal import DENIED, STALE, Refusal, invalid
from couples.domain.rights import Right
from couples.domain.steps import KINDS
from couples.domain.steps.agreement import Draft
from couples.domain.steps.base import Moment, drafted
from couples.domain.steps.stated import Stated, Statement

RATINGS = ("met", "partly", "not_yet", "gone")
LONGEST_TERM = 90  # days to the next look at an agreement that was kept
NEW = {f"new-{kind}": kind for kind in ITEM_KINDS}
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
TOO_LATE = Refusal("stale", "It is too late to undo that. You can still take it back.")


# What reaches the other and can be undone for a moment.
UNDOABLE = (StatedNeed, StatedBoundary, AnsweredNeed, AnsweredBoundary, Withdrawn, Reviewed, Reworded)


@dataclass(frozen=True, slots=True)
class Ledger:
    """`rights` are what cannot be agreed away, as they are known today."""

    items: Mapping[str, Item] = field(default_factory=dict)
    drafts: Pair[Drafts] = field(default_factory=lambda: both({}))
    versions: Pair[int] = field(default_factory=lambda: both(1))
    rights: tuple[Right, ...] = ()


def decide(ledger: Ledger, deed: Deed, seat: Seat | None, now: float) -> list[Event] | Refusal:
    if seat is None or deed.step is None:
        return DENIED
    if deed.step in NEW:
        return _begin(ledger, deed, seat, now)
    item = ledger.items.get(deed.step)
    if item is None or not item.seen_by(seat):
        return DENIED
    if deed.name == "undo":
        return [Undone(at=now, seat=seat, step=item.id)] if item.may_undo(seat, now) else TOO_LATE
    if item.closed:
        return STALE
    return _on_item(item, deed, seat, now, ledger.rights)


def evolve(ledger: Ledger, event: Event) -> Ledger:
    ledger = replace(ledger, versions=counted(ledger.versions, event))
    if isinstance(event, Drafted):
        return replace(ledger, drafts=drafts.written(ledger.drafts, event))
    ledger = replace(ledger, drafts=drafts.answered(ledger.drafts, event))
    if isinstance(event, BeganAlone | Began | Noted):
        return _put(ledger, _new_item(event))
    item = ledger.items.get(str(event.step))
    if item is None:
        return ledger  # its owner wrote it alone, and took it with them when their account was deleted
    if isinstance(event, WordsRemoved):
        ledger = replace(ledger, drafts=drafts.left_out(ledger.drafts, event))
    if isinstance(event, Dropped):
        return replace(ledger, items={id: each for id, each in ledger.items.items() if id != item.id})
    return _put(ledger, _evolved(item, event))


def replay(ledger: Ledger, events: Iterable[Event]) -> Ledger:
    for event in events:
        ledger = evolve(ledger, event)
    return ledger


# Beginning


def _begin(ledger: Ledger, deed: Deed, seat: Seat, now: float) -> list[Event] | Refusal:
    kind, id = NEW[str(deed.step)], deed.text("item")
    if deed.name == "draft":
        return drafted(KINDS[kind], deed, seat, _blank(kind, seat, str(deed.step), now).moment(now))
    if deed.name != "begin" or not _ID.fullmatch(id) or id in ledger.items or id in NEW:
        return STALE
    if kind == "agreement":
        return [Began(at=now, seat=seat, step=id, kind=kind)]
    rules, item = KINDS[kind], _blank(kind, seat, id, now)
    events = rules.decide(item.state, Deed("answer", id, deed.fields), seat, item.moment(now, ledger.rights))
    if isinstance(events, Refusal):
        return events
    emptied = Drafted(at=now, seat=seat, step=str(deed.step), part="answer")
    return [BeganAlone(at=now, seat=seat, step=id, kind=kind), *events, emptied]


def _blank(kind: ItemKind, seat: Seat, id: str, now: float) -> Item:
    return Item(id, kind, seat, KINDS[kind].state(), now, shared=kind == "agreement")


def _new_item(event: BeganAlone | Began | Noted) -> Item:
    assert event.seat is not None
    item = _blank(event.kind, event.seat, str(event.step), event.at)
    if not isinstance(event, Noted):
        return item
    words = event.words
    if event.kind == "agreement":
        edition = Edition(str(words.get("text", "")), str(words.get("review", "")), event.at)
        signed: Pair[float | None] = both(event.at)
        state = Draft(text=edition.text, review=edition.review, edition=1, signed=signed)
        return replace(item, state=state, shared=True, review=edition.review, editions=(edition,))
    stated = Statement(written=words, stated=True)
    return _as_stated(replace(item, state=stated, shared=True, noted=True), words, event.at)


# On an item


def _on_item(
    item: Item, deed: Deed, seat: Seat, now: float, rights: tuple[Right, ...]
) -> list[Event] | Refusal:
    owns, step = item.owner == seat, item.id
    match deed.name:
        case "withdraw" if not item.shared:
            return [Dropped(at=now, seat=seat, step=step)]
        case "withdraw" if owns or item.editions:
            return [Withdrawn(at=now, seat=seat, step=step)]
        case "review":
            return _review(item, deed, seat, now)
        case "revise" if item.kind == "agreement" and item.state.agreed:
            return [Revised(at=now, seat=seat, step=step)]
        case "reword" if owns and item.kind != "agreement" and item.state.stated:
            return _reword(item, deed, seat, item.moment(now, rights))
        case "pass" if owns and item.kind != "agreement":
            return STALE  # one's own is taken back, not passed
        case "draft":
            return drafted(item.rules, deed, seat, item.moment(now))
    return item.rules.decide(item.state, deed, seat, item.moment(now, rights))


def _reword(item: Item, deed: Deed, seat: Seat, moment: Moment) -> list[Event] | Refusal:
    assert isinstance(item.rules, Stated)
    words = item.rules.write(deed, moment)
    return (
        words
        if isinstance(words, Refusal)
        else [Reworded(at=moment.now, seat=seat, step=item.id, words=words)]
    )


def _review(item: Item, deed: Deed, seat: Seat, now: float) -> list[Event] | Refusal:
    if item.kind == "agreement":
        return _keep(item, deed, seat, now)
    if item.owner != seat or not item.state.stated:
        return STALE
    rating, by = deed.text("rating"), deed.text("by")
    if rating not in RATINGS:
        return invalid("Choose how it is now.", "rating")
    if by and not a_day(by, now):
        return invalid("Choose a day from today on, or leave it empty.", "by")
    words = {"rating": rating, "by": by or in_days(NEED_DAYS, now)}
    return [Reviewed(at=now, seat=seat, step=item.id, words=words)]


def _keep(item: Item, deed: Deed, seat: Seat, now: float) -> list[Event] | Refusal:
    if not item.state.agreed or item.keep[seat]:
        return STALE
    by = deed.text("by") or in_days(item.step.days, now)
    if not a_day(by, now, LONGEST_TERM):
        return invalid("Choose a day within 90 days to look at it again.", "by")
    return [Wanted(at=now, seat=seat, step=item.id, words={"by": by})]


def _evolved(item: Item, event: Event) -> Item:
    if isinstance(event, Undone):
        assert item.before is not None
        return item.before
    after = _after(item, event).settled()
    if isinstance(event, UNDOABLE) and event.seat is not None:
        return replace(after, acted=(event.seat, event.at), before=item.settled())
    return after


def _after(item: Item, event: Event) -> Item:
    match event:
        case Withdrawn():
            return replace(item, closed="ended" if item.editions else "withdrawn")
        case WordsRemoved(seat=("A" | "B") as seat, at=at):
            return item.without_words_of(seat, at)
        case Reviewed(words=words):
            return _rated(item, words)
        case Wanted(words=words):
            return _wanted(item, event, words)
        case Reworded():
            return _reworded(item, event)
        case Revised():
            draft = replace(item.state, signed=both(None), frozen=False, weighed=False, willing=both(None))
            return replace(item, state=draft, keep=both(False))
    return _by_kind(item, event)


def _by_kind(item: Item, event: Event) -> Item:
    item = replace(item, state=item.rules.evolve(item.state, event, item.step))
    match event:
        case StatedNeed() | StatedBoundary():
            return _as_stated(replace(item, shared=True), item.state.written or {}, event.at)
        case AnsweredNeed(words=words, at=at):
            return replace(item, answered=at, review=str(words.get("until") or item.review))
        case Passed() if item.kind == "boundary":
            return item  # whoever hears it can leave it unanswered, and cannot end it
        case Passed() if item.editions:
            return _as_signed(item)
        case Passed():
            return replace(item, closed="unsigned" if item.kind == "agreement" else "unanswered")
        case Signed() if item.state.agreed:
            edition = Edition(item.state.text, item.state.review, event.at)
            return replace(item, review=edition.review, editions=(*item.editions, edition))
    return item


def _as_signed(item: Item) -> Item:
    """New words were not signed: those that were signed before hold on."""
    last = item.editions[-1]
    state = Draft(text=last.text, review=last.review, edition=item.state.edition, signed=both(last.at))
    return replace(item, state=state)


def _rated(item: Item, words: Words) -> Item:
    rating, by = str(words.get("rating", "")), str(words.get("by", ""))
    closed: Literal["", "met", "gone"] = "met" if rating == "met" else "gone" if rating == "gone" else ""
    if item.kind == "boundary" and rating == "met":
        closed = ""  # a limit that holds goes on
    return replace(item, rating=rating, closed=closed, review="" if closed else by)


def _reworded(item: Item, event: Reworded) -> Item:
    """Other words are a new statement: the other hears them anew. What was said and answered before stays in sight."""
    earlier = Earlier(item.state.written or {}, item.state.reply, event.at)
    anew = replace(
        item, state=Statement(written=event.words, stated=True), earlier=(*item.earlier, earlier), rating=""
    )
    return _as_stated(anew, event.words, event.at)


def _wanted(item: Item, event: Event, words: Words) -> Item:
    assert event.seat is not None
    keep = item.keep.put(event.seat, True)
    if not keep[other(event.seat)]:
        return replace(item, keep=keep)
    return replace(item, keep=both(False), review=str(words.get("by", "")))


def _as_stated(item: Item, words: Words, at: float) -> Item:
    review = _first_review(item.kind, words, at)
    return replace(item, stated=item.stated or at, answer_by=review, answered=None, review=review)


def _first_review(kind: ItemKind, words: Words, at: float) -> str:
    by = str(words.get("by", ""))
    return by or (in_days(NEED_DAYS, at) if kind == "need" else "")


def _put(ledger: Ledger, item: Item) -> Ledger:
    return replace(ledger, items={**ledger.items, item.id: item})
