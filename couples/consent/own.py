"""What someone gave a counselor, for their export; and all of it gone with their account."""

from __future__ import annotations

from collections.abc import Iterator

from couples.consent.actions import forget
from couples.consent.queries import answers_of
from couples.consent.words import SCOPES
from couples.domain.days import end_of
from couples.extensions import db
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Asked, Line, Part, Piece


def _given(asked: Asked) -> Iterator[Piece]:
    """What they said yes to. To whom is the counselor's name, and no word of theirs."""
    for id, answer in answers_of(db.session.connection(), house().keys, asked.account_id):
        if answer.said == "yes":
            parts = tuple(_(words[0]) for name, words in SCOPES.items() if name in answer.scope)
            lines = (
                Line("", _("What a counselor may see"), parts),
                Line("", _("The last day"), answer.until),
            )
            yield Piece(_("My yes to a counselor"), end_of(answer.until), lines, id)


PARTS = (Part("consent", N_("What I shared with a counselor"), _given, forget),)
