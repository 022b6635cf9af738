"""need: one person says one need and one request; the other says it back and then answers the request.

Nobody sees a need while it is written or before its owner lets them. A no is a full answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from couples.domain.days import a_day
from couples.domain.deed import Deed, Fields
from couples.domain.events import AnsweredNeed, StatedNeed, Words
from couples.domain.exercise import Step
from couples.domain.pair import Seat
from couples.domain.refusal import Refusal, invalid
from couples.domain.rights import notes_on
from couples.domain.steps.base import Moment
from couples.domain.steps.stated import Stated


class Need(Stated):
    name = "need"
    states = StatedNeed
    answers = AnsweredNeed
    boxes = ("when", "feel", "need", "ask")
    incomplete = "Fill in all four boxes. A few words each are enough."
    replies: ClassVar[Mapping[str, str]] = {
        "yes": "", "differently": "Write what you could do instead.", "not_now": "", "later": ""
    }  # fmt: skip
    undecided = "Choose one answer. A no is fine too."

    def complaints(self, step: Step) -> list[str]:
        return [] if step.say else ["A need step needs say: what the owner is asked."]

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        return {
            "when": f"we both come home late ({seat})",
            "feel": "worn out",
            "need": "half an hour of quiet",
            "ask": "start supper without me on Tuesdays",
            "said": "You need some quiet when you come home.",
            "heard": "yes",
            "reply": "yes",
        }

    def note(self, words: Words, moment: Moment) -> str:
        """The request goes on from "Would you …", so it is read as laid on the one who is asked."""
        return notes_on(f"you {words.get('ask', '')}", moment.rights)

    def reply(self, deed: Deed, moment: Moment) -> Words | Refusal:
        words = super().reply(deed, moment)
        if isinstance(words, Refusal) or words["reply"] != "later":
            return words
        if not (day := a_day(deed.text("until"), moment.now)):
            return invalid("Choose the day you will have thought about it.", "until")
        return {**words, "until": day}
