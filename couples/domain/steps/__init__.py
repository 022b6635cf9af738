"""The registry of step kinds: one line each. A kind is one file here, one partial and one test."""

from __future__ import annotations

from collections.abc import Mapping

from couples.domain.steps.agreement import Agreement
from couples.domain.steps.base import StepKind
from couples.domain.steps.boundary import Boundary
from couples.domain.steps.checkout import Checkout
from couples.domain.steps.choose import Choose
from couples.domain.steps.need import Need
from couples.domain.steps.pause import Pause
from couples.domain.steps.private import Private
from couples.domain.steps.read import Read
from couples.domain.steps.scale import Scale
from couples.domain.steps.turn import Turn

KINDS: Mapping[str, StepKind] = {
    kind.name: kind
    for kind in (
        Read(), Private(), Scale(), Choose(), Turn(), Need(), Boundary(), Agreement(), Pause(), Checkout()
    )
}  # fmt: skip
