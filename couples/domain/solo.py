"""Which solo prompt comes today. Pure: who it is for and which day it is come in as arguments."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def of_the_day(slugs: Sequence[str], seed: str, day: int) -> str:
    """One of `slugs` for a day, counted in days from anywhere. `seed` is a person's own. ValueError without slugs.

    Promised: each seed has an order of its own, which does not depend on how `slugs` are sorted. On any following days,
    as many as there are slugs, each comes once; so two following days differ as soon as there are two slugs.

    A deck that grows or shrinks keeps the order of those that stay, and a new one comes somewhere between two of them.
    Where in that order the day of the change falls is not promised in general, for a round is then longer or shorter.
    Days counted from a person's own beginning keep that small: after `r` whole rounds, one more slug sets them back by
    at most `r` + 1 days.
    """
    order = sorted(dict.fromkeys(slugs), key=lambda slug: _place(seed, slug))
    if not order:
        raise ValueError("no slugs")
    return order[day % len(order)]


def _place(seed: str, slug: str) -> bytes:
    """Where a slug stands in a person's order: of itself alone, so that no other slug can move it."""
    return hashlib.sha256(f"{seed}\n{slug}".encode()).digest()
