"""The guest: Sam, who in the demo answers by himself a moment after Ana. He does what a person would, by deeds."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from uuid import uuid4

from couples.domain.deed import Deed
from couples.domain.session import Session, kind_of
from couples.domain.view import stage
from couples.house import House
from couples.log.batch import Change
from couples.log.messages import digest
from couples.log.stream import Live
from couples.log.writer import Saved

MOMENT = 1.5  # seconds: long enough to see that he is not ready yet, short enough to wait for
# In the order in which he tries them; what does not fit is refused, and he tries the next.
DEEDS = ("answer", "release", "listen", "start", "speak", "reflect", "confirm", "reply", "go_on")


class Guest:
    def __init__(self, house: House) -> None:
        self._house = house
        self._couples: dict[str, str] = {}
        self._thinking: set[str] = set()

    def plays(self, couple_id: str, account_id: str) -> None:
        self._couples[couple_id] = account_id

    def saw(self, changes: Sequence[Change]) -> None:
        """Called after each commit. He thinks for a moment, in a thread of his own."""
        for change in changes:
            head = change.live.head
            theirs = any(event.seat == "A" for event in change.events)
            if head.kind == "session" and theirs and head.couple_id in self._couples:
                self._think(head.id)

    def _think(self, stream_id: str) -> None:
        if stream_id not in self._thinking:
            self._thinking.add(stream_id)
            threading.Thread(target=self._act, args=(stream_id,), daemon=True).start()

    def _act(self, stream_id: str) -> None:
        time.sleep(MOMENT)
        self._thinking.discard(stream_id)
        while (live := self._house.writer.live(stream_id)) is not None and self._may_act(live):
            if not any(self._does(live, name) for name in DEEDS):
                return
            time.sleep(MOMENT / 3)

    def _may_act(self, live: Live) -> bool:
        """He never runs ahead: he answers a step only after Ana has, and leaves it only after her."""
        state: Session = live.state
        return not state.over and state.at["B"] <= state.at["A"]

    def _does(self, live: Live, name: str) -> bool:
        state: Session = live.state
        step = state.step("B")
        if step is None or (name == "answer" and state.at["A"] == state.at["B"] and not _ana_is_done(state)):
            return False
        if name == "go_on" and state.at["A"] == state.at["B"]:
            return False
        part = str(stage(state, step, "B", time.time()).seen.get("part", "answer"))
        fields = {**kind_of(step).example(step, part, "B"), "part": part}
        return self._submit(live, Deed(name, step.id, fields))

    def _submit(self, live: Live, deed: Deed) -> bool:
        account = self._couples[live.head.couple_id]
        result = self._house.writer.do(
            stream=live.head.id,
            deed=deed,
            account=account,
            op=str(uuid4()),
            digest=digest(deed),
            authorise=lambda head: head.seat_of(account),
        )
        return isinstance(result, Saved)


def _ana_is_done(state: Session) -> bool:
    step = state.step("A")
    return step is not None and bool(getattr(state.states[state.at["A"]], "finished", {"A": True})["A"])
