"""need: one person says one need and one request; the other says it back and then answers the request.

Nobody sees a need while it is written or before its owner lets them. A no is a full answer.
"""

from __future__ import annotations

from couples.domain.days import a_day
from couples.domain.deed import Deed, Fields
from couples.domain.events import AnsweredNeed, StatedNeed, Words
from couples.domain.exercise import Step
from couples.domain.pair import Seat
from couples.domain.refusal import Refusal, invalid
from couples.domain.rights import notes_on
from couples.domain.steps.base import Moment
from couples.domain.steps.stated import Stated

BOXES = ("when", "feel", "need", "ask")
LONGEST = 300
REPLIES = ("yes", "differently", "not_now", "later")


class Need(Stated):
    name = "need"
    states = StatedNeed
    answers = AnsweredNeed

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

    def write(self, deed: Deed, moment: Moment) -> Words | Refusal:
        words: dict[str, str | list[str]] = {}
        for box in BOXES:
            text = deed.text(box)
            if not text:
                return invalid("Fill in all four boxes. A few words each are enough.", box)
            if len(text) > LONGEST:
                return invalid("This is %(over)s characters too long.", box, over=len(text) - LONGEST)
            words[box] = text
        if by := deed.text("by"):
            if not (day := a_day(by, moment.now)):
                return invalid("Choose a day from today on, or leave it empty.", "by")
            words["by"] = day
        return words

    def note(self, words: Words, moment: Moment) -> str:
        """The request goes on from "Would you …", so it is read as laid on the one who is asked."""
        return notes_on(f"you {words.get('ask', '')}", moment.rights)

    def reply(self, deed: Deed, moment: Moment) -> Words | Refusal:
        choice, text = deed.text("reply"), deed.text("text")
        if choice not in REPLIES:
            return invalid("Choose one answer. A no is fine too.", "reply")
        if len(text) > LONGEST:
            return invalid("This is %(over)s characters too long.", "text", over=len(text) - LONGEST)
        if choice == "differently" and not text:
            return invalid("Write what you could do instead.", "text")
        words: dict[str, str | list[str]] = {"reply": choice, "text": text}
        if choice == "later":
            if not (day := a_day(deed.text("until"), moment.now)):
                return invalid("Choose the day you will have thought about it.", "until")
            words["until"] = day
        return {name: value for name, value in words.items() if value}
