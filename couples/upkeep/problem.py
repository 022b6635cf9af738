"""Why upkeep stopped, in one sentence for the operator."""

from __future__ import annotations


class Problem(Exception):
    """Nothing was changed, unless the sentence says so. Holds no name and no word of anyone."""
