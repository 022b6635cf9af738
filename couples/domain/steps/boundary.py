"""boundary: one person says a limit of their own. Nobody is asked for leave: the other hears it, and may ask.

It is written in private and shared only if its owner wants. Alone, it stays with its owner.
"""

from __future__ import annotations

from couples.domain.days import a_day
from couples.domain.deed import Deed, Fields
from couples.domain.events import AnsweredBoundary, StatedBoundary, Words
from couples.domain.exercise import Step
from couples.domain.pair import Seat
from couples.domain.refusal import Refusal, invalid
from couples.domain.rights import refusal_of, told
from couples.domain.steps.base import Moment
from couples.domain.steps.stated import Stated

BOXES = ("matters", "line", "will")
LONGEST = 300
REPLIES = ("hear", "question", "time")


class Boundary(Stated):
    name = "boundary"
    states = StatedBoundary
    answers = AnsweredBoundary

    def complaints(self, step: Step) -> list[str]:
        return [] if step.say else ["A boundary step needs say: what the owner is asked."]

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        return {
            "matters": f"my sleep on work days ({seat})",
            "line": "I do not talk about money after ten",
            "will": "I say good night and we go on the next day",
            "said": "You want to sleep, so no money talk after ten.",
            "heard": "yes",
            "reply": "hear",
        }

    def write(self, deed: Deed, moment: Moment) -> Words | Refusal:
        words: dict[str, str | list[str]] = {}
        for box in BOXES:
            text = deed.text(box)
            if not text:
                return invalid("Fill in all three boxes. A few words each are enough.", box)
            if len(text) > LONGEST:
                return invalid("This is %(over)s characters too long.", box, over=len(text) - LONGEST)
            # What matters to me lays nothing on anyone.
            if box != "matters" and (refusal := refusal_of(told(text), moment.rights, box)):
                return refusal
            words[box] = text
        if by := deed.text("by"):
            if not (day := a_day(by, moment.now)):
                return invalid("Choose a day from today on, or leave it empty.", "by")
            words["by"] = day
        return words

    def reply(self, deed: Deed, moment: Moment) -> Words | Refusal:
        choice, text = deed.text("reply"), deed.text("text")
        if choice not in REPLIES:
            return invalid("Choose one. Nobody asks you to agree.", "reply")
        if len(text) > LONGEST:
            return invalid("This is %(over)s characters too long.", "text", over=len(text) - LONGEST)
        if choice == "question" and not text:
            return invalid("Write what you would like to ask.", "text")
        return {"reply": choice, "text": text} if text else {"reply": choice}
