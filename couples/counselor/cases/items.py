"""Needs, limits and agreements of a couple as both of them saw them: what is only its author's is not among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from couples.counselor.cases.scope import Case
from couples.domain.item import Item
from couples.domain.pair import Pair, other
from couples.exercises.told import ANSWERS
from couples.exercises.witnessed import THEIR_LABELS
from couples.extensions import db
from couples.house import house
from couples.language import gettext as _
from couples.log.store import stream_of

Line = tuple[str, str]  # (what was asked, what they said)
OVER = ("withdrawn", "unsigned", "unanswered")


@dataclass(frozen=True, slots=True)
class Shared:
    """`owner` is "" for what belongs to both; `them` is the other, who answered. `gist` says in one line what it is."""

    id: str
    owner: str
    them: str
    at: float
    lines: tuple[Line, ...]
    reply: tuple[Line, ...]
    rating: str
    review: str
    answered: float | None
    gist: str


def shared(case: Case, kind: str, now: float) -> list[Shared]:
    """Those of one kind that go on or were done with, the newest first."""
    stream = stream_of(db.session.connection(), case.counsel.couple_id, "ledger")
    live = house().writer.live(stream) if stream else None
    if live is None or live.state is None:
        return []
    items = [item for item in live.state.items.values() if item.kind == kind and item.closed not in OVER]
    found = (_of_both(item) if kind == "agreement" else _of_one(item, case.names, now) for item in items)
    return sorted((each for each in found if each), key=lambda each: -each.at)


def _of_one(item: Item, names: Pair[str], now: float) -> Shared | None:
    """A need or a limit, taken from the view of whoever it was said to."""
    them = other(item.owner)
    if not (item.shared and item.state.stated):
        return None
    seen = item.rules.view(item.state, them, item.moment(now))
    return Shared(
        id=item.id,
        owner=names[item.owner],
        them=names[them],
        at=item.stated or item.made,
        lines=tuple(_lines(seen["words"])),
        reply=tuple(_lines(seen["reply"])),
        rating=_(ANSWERS[item.rating]) if item.rating in ANSWERS else "",
        review=item.review,
        answered=item.answered if seen["reply"] else None,
        gist=_gist(seen["words"]),
    )


def _of_both(item: Item) -> Shared | None:
    """The text that both signed last."""
    if not item.editions:
        return None
    last = item.editions[-1]
    lines = ((_("What we both signed"), last.text),)
    return Shared(item.id, "", "", last.at, lines, (), "", last.review, None, last.text)


def _gist(words: Mapping[str, str | list[str]]) -> str:
    """The need, or the line."""
    return next((str(words[name]) for name in ("need", "line", "ask", "will") if words.get(name)), "")


def _lines(words: Mapping[str, str | list[str]]) -> Iterator[Line]:
    for name, value in words.items():
        text = value if isinstance(value, str) else ", ".join(value)
        if text:
            said = _(ANSWERS[text]) if name == "reply" and text in ANSWERS else text
            yield _(THEIR_LABELS.get(name, name)), said
