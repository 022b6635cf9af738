"""What of a stream is one person's own: their words, and beside them what both signed. Nothing the other wrote.

An agreement is written in turns, so a text that one puts down may hold words of the other. Until both have signed it,
only what someone added to it is theirs.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from couples.domain.events import Drafted, Event, Froze, Reopened, Signed, Wrote
from couples.domain.ledger_events import Noted, Revised
from couples.domain.pair import Seat

Placed = tuple[Event, Hashable]  # an event and where its words are


@dataclass(frozen=True, slots=True)
class Own:
    """An event with the words that are to be given to one person. `of` says whether they wrote it or both signed it."""

    event: Event
    of: Literal["me", "both"] = "me"


def own(events: Sequence[Placed], drafts: Iterable[Drafted], seat: Seat) -> list[Own]:
    """In the order in which it happened, the half-written words last."""
    signed, found = signed_by_both(events), list[Own]()
    texts = dict[
        str, tuple[str, bool]
    ]()  # of each agreement: the text as it stands, and whether all of it is theirs
    for event, place in events:
        if place in signed:
            found.append(Own(event, "both"))
        elif event.seat == seat:
            found.append(Own(_without_the_others(event, texts)))
        if isinstance(event, Wrote):
            mine = texts.get(str(event.step), ("", True))[1] and event.seat == seat
            texts[str(event.step)] = (_text(event), mine)
    return found + [Own(_without_the_others(each, texts)) for each in drafts if each.seat == seat]


def signed_by_both(events: Iterable[Placed]) -> set[Hashable]:
    """Where the texts are that both signed: they belong to both."""
    last, hands, found = dict[str, Hashable](), dict[str, set[Seat | None]](), set[Hashable]()
    for event, place in events:
        step = str(event.step)
        match event:
            case Wrote():
                last[step], hands[step] = place, set()
            case Froze() | Reopened() | Revised():
                hands[step] = set()
            case Signed():
                hands.setdefault(step, set()).add(event.seat)
                if len(hands[step]) == 2 and step in last:
                    found.add(last[step])
            case Noted(kind="agreement"):
                found.add(place)
    return found


def _without_the_others(event: Event, texts: dict[str, tuple[str, bool]]) -> Event:
    before, mine = texts.get(str(event.step), ("", True))
    if mine or not isinstance(event, Wrote | Drafted) or "text" not in event.words:
        return event
    return replace(event, words={**event.words, "text": _added(before, _text(event))})


def _text(event: Event) -> str:
    return str(event.words.get("text", ""))


def _added(before: str, after: str) -> str:
    old, new = before.split(), after.split()
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return " … ".join(" ".join(new[c:d]) for tag, _a, _b, c, d in codes if tag in ("insert", "replace"))
