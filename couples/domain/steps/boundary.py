"""boundary: one person says a limit of their own. Nobody is asked for leave: the other hears it, and may ask.

It is written in private and shared only if its owner wants. Alone, it stays with its owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from couples.domain.deed import Fields
from couples.domain.events import AnsweredBoundary, StatedBoundary
from couples.domain.exercise import Step
from couples.domain.pair import Seat
from couples.domain.rights import told
from couples.domain.steps.stated import Stated


class Boundary(Stated):
    name = "boundary"
    states = StatedBoundary
    answers = AnsweredBoundary
    boxes = ("matters", "line", "will")
    incomplete = "Fill in all three boxes. A few words each are enough."
    replies: ClassVar[Mapping[str, str]] = {
        "hear": "",
        "question": "Write what you would like to ask.",
        "time": "",
    }
    undecided = "Choose one. Nobody asks you to agree."

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

    def lays_on_the_other(self, box: str, text: str) -> str:
        """What matters to me lays nothing on anyone."""
        return "" if box == "matters" else told(text)
