"""How a session ended, in plain words."""

from __future__ import annotations

from couples.language import N_
from couples.language import gettext as _

_STATES = {"done": N_("Finished"), "stopped": N_("Ended early")}


def state_in_words(state: str) -> str:
    return _(_STATES.get(state, N_("Open")))
