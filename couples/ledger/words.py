"""What waits for someone, in words that tell nothing of what was written."""

from __future__ import annotations

from couples.domain.board import Board, Card
from couples.language import N_
from couples.language import gettext as _

_WAITS = {
    ("need", "reflect"): N_("%(name)s shared a need with you"),
    ("need", "reply"): N_("A need of %(name)s waits for your answer"),
    ("need", "confirm"): N_("%(name)s said back what they heard of your need"),
    ("need", "review"): N_("Today is the day to look at a need of yours"),
    ("boundary", "reflect"): N_("%(name)s shared a limit with you"),
    ("boundary", "reply"): N_("A limit of %(name)s waits for a word from you"),
    ("boundary", "confirm"): N_("%(name)s said back what they heard of your limit"),
    ("boundary", "review"): N_("Today is the day to look at a limit of yours"),
    ("agreement", "weigh"): N_("An agreement asks how freely willing you are"),
    ("agreement", "sign"): N_("An agreement is ready to sign"),
    ("agreement", "review"): N_("Today is the day to look at an agreement"),
}


def waits_in_words(board: Board, card: Card) -> str:
    return _(_WAITS[card.kind, card.waits], name=board.them)
