"""checkout: how each leaves. A word and a thanks open together; how heard I felt and what I park stay mine."""

from __future__ import annotations

from couples.domain.deed import Fields
from couples.domain.events import Words
from couples.domain.exercise import Step
from couples.domain.pair import Seat
from couples.domain.refusal import Refusal, invalid
from couples.domain.steps.base import StepKind

LONGEST = {"word": 40, "thanks": 500, "park": 500}
HEARD = 5


class Checkout(StepKind):
    name = "checkout"
    own_fields = ("heard", "park")

    def complaints(self, step: Step) -> list[str]:
        return [] if step.reveal == "both_done" else ['A checkout step needs reveal = "both_done".']

    def parse(self, step: Step, part: str, fields: Fields) -> Words | Refusal:
        words: dict[str, str | list[str]] = {}
        for name, longest in LONGEST.items():
            text = str(fields.get(name, "")).strip()
            if len(text) > longest:
                return invalid("This is %(over)s characters too long.", name, over=len(text) - longest)
            words[name] = text
        heard = str(fields.get("heard", ""))
        if heard not in ("", *map(str, range(HEARD))):
            return invalid("Choose how heard you felt, or leave it open.", "heard")
        if not heard and not any(words.values()):
            return invalid("Leave at least one word, or choose to pass.", "word")
        return {name: text for name, text in {**words, "heard": heard}.items() if text}

    def example(self, step: Step, part: str, seat: Seat) -> Fields:
        return {"word": "lighter", "heard": "3", "thanks": f"Thank you for listening ({seat})", "park": ""}
