"""read: one idea to read. Nobody waits for the other here."""

from __future__ import annotations

from couples.domain.exercise import Step
from couples.domain.steps.base import StepKind

WORDS = 200


class Read(StepKind):
    name = "read"
    goes_on_at_once = True

    def complaints(self, step: Step) -> list[str]:
        count = sum(len(line.split()) for line in step.lines)
        if not step.lines:
            return ["A read step needs lines to read."]
        return [f"A read step has at most {WORDS} words; this one has {count}."] if count > WORDS else []
