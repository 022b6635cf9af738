"""The view of both, as a counselor sees it who is neither of the two: in the order of their names, and by name."""

from __future__ import annotations

from couples.balance.joint import Joint, joint_of
from couples.balance.mine import two
from couples.balance.words import OF_THEM
from couples.counselor.cases.scope import Case


def balance(case: Case, weeks: int) -> Joint | None:
    """None until both have opened it, whichever of them has not."""
    return joint_of(two(case.head), "A", weeks, OF_THEM)
