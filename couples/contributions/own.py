"""Of contributions nothing is taken along: each is worked out from what is. They go with either of the two."""

from __future__ import annotations

from couples.contributions.actions import forget
from couples.log.own import Part

PARTS = (Part("contributions", "Balance", delete=forget),)
