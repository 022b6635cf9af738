"""What one of the two sees of the ledger: cards in groups, and in words what waits for them. The only door to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from couples.domain.events import Words
from couples.domain.exercise import Step
from couples.domain.item import UNDO_SECONDS, Closed, Earlier, Edition, Item, ItemKind, waits_for
from couples.domain.ledger import NEW, Ledger
from couples.domain.pair import Pair, Seat, other


@dataclass(frozen=True, slots=True)
class Card:
    """One item as one viewer sees it. `seen` is what its kind of step shows; `waits` what this viewer is asked for."""

    step: Step
    kind: ItemKind
    mine: bool
    shared: bool
    seen: Mapping[str, Any]
    draft: Words
    waits: str
    review: str
    due: bool
    rating: str
    closed: Closed
    editions: tuple[Edition, ...]
    earlier: tuple[Earlier, ...]
    kept: bool
    they_keep: bool
    undo_until: float | None

    @property
    def id(self) -> str:
        return self.step.id

    @property
    def today(self) -> bool:
        """This viewer is to look at it today, or has just done so."""
        return self.waits == "review" or bool(self.rating and self.undo_until)


@dataclass(frozen=True, slots=True)
class Board:
    """`open` are cards that go on or can still be brought back, `closed` those that are over, the newest first."""

    version: int
    me: str
    them: str
    now: float
    open: tuple[Card, ...]
    closed: tuple[Card, ...]
    drafts: Mapping[str, Words] = field(default_factory=dict)

    @property
    def waiting(self) -> tuple[Card, ...]:
        return tuple(card for card in self.open if card.waits)


def board(ledger: Ledger, seat: Seat, names: Pair[str], now: float) -> Board:
    cards = [card(ledger, item, seat, now) for item in ledger.items.values() if item.seen_by(seat)]
    newest = sorted(cards, key=lambda each: -ledger.items[each.id].made)
    return Board(
        version=ledger.versions[seat],
        me=names[seat],
        them=names[other(seat)],
        now=now,
        open=tuple(each for each in newest if not each.closed or each.undo_until),
        closed=tuple(each for each in newest if each.closed and not each.undo_until),
        drafts={step: ledger.drafts[seat].get((step, "answer"), {}) for step in NEW},
    )


def card(ledger: Ledger, item: Item, seat: Seat, now: float) -> Card:
    seen = item.rules.view(item.state, seat, item.moment(now, ledger.rights))
    return Card(
        step=item.step,
        kind=item.kind,
        mine=item.owner == seat,
        shared=item.shared,
        seen=seen,
        draft=ledger.drafts[seat].get((item.id, str(seen.get("part", "answer"))), {}),
        waits=waits_for(item, seat, now),
        review=item.review,
        due=item.due(now),
        rating=item.rating,
        closed=item.closed,
        editions=item.editions,
        earlier=item.earlier,
        kept=item.keep[seat],
        they_keep=item.keep[other(seat)],
        undo_until=item.acted[1] + UNDO_SECONDS if item.acted and item.may_undo(seat, now) else None,
    )


def with_draft(seen: Board, step: str, fields: Words) -> Board:
    """The board with what was just written back in its boxes, where it could not be saved."""
    cards = tuple(replace(each, draft=fields) if each.id == step else each for each in seen.open)
    return replace(seen, open=cards, drafts={**seen.drafts, step: fields} if step in NEW else seen.drafts)


def without_words_of(ledger: Ledger, seat: Seat, now: float) -> Ledger:
    """What an unlink leaves to the other: their own words, and of agreements what both signed."""
    left = {}
    for item in ledger.items.values():
        if item.kind == "agreement" and not item.editions:
            continue
        if item.owner == seat and item.kind != "agreement":
            continue
        state = item.rules.without_words_of(item.state, seat, item.moment(now))
        earlier = tuple(replace(each, reply=None) for each in item.earlier)
        left[item.id] = replace(item.settled(), state=state, earlier=earlier)
    return Ledger(
        items=left, drafts=ledger.drafts.put(seat, {}), versions=ledger.versions, rights=ledger.rights
    )
