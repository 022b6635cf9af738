"""Half-written words of both, by step and part. Only the newest counts, and none once it is answered."""

from __future__ import annotations

from collections.abc import Mapping

from couples.domain.events import Drafted, Event, Words, draft_ended_by
from couples.domain.pair import Pair

Drafts = Mapping[tuple[str, str], Words]


def written(drafts: Pair[Drafts], event: Drafted) -> Pair[Drafts]:
    """With what someone has just written. Nothing at all is no draft."""
    assert event.seat is not None and event.step is not None
    left = _without(drafts[event.seat], event.step, event.part)
    return drafts.put(event.seat, {**left, (event.step, event.part): event.words} if event.words else left)


def answered(drafts: Pair[Drafts], event: Event) -> Pair[Drafts]:
    """Without the draft that this event takes the place of, if it does of one."""
    if not (part := draft_ended_by(event)):
        return drafts
    assert event.seat is not None and event.step is not None
    mine = drafts[event.seat]
    return drafts.put(event.seat, _without(mine, event.step, part)) if (event.step, part) in mine else drafts


def left_out(drafts: Pair[Drafts], event: Event) -> Pair[Drafts]:
    """Without all that its author has half written at that step."""
    assert event.seat is not None
    left = {key: words for key, words in drafts[event.seat].items() if key[0] != event.step}
    return drafts.put(event.seat, left)


def _without(drafts: Drafts, step: str, part: str) -> Drafts:
    return {key: words for key, words in drafts.items() if key != (step, part)}
