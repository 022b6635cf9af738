"""Since when someone is asked for a code. The seed is in their app; with us it is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Asked, Line, Part, Piece, day_of
from couples.passkeys.codes import actions
from couples.passkeys.codes.queries import asked_since

if TYPE_CHECKING:
    from couples.log.batch import Batch
    from couples.log.own import Going


def _codes(asked: Asked) -> Iterator[Piece]:
    if since := asked_since(asked.account_id):
        yield Piece("", since, (Line("", _("I am asked for a code since"), day_of(since)),))


def _forget(batch: Batch, going: Going) -> None:
    actions.forget(batch, going.account_id)


PARTS = (Part("codes", N_("Codes from an app"), _codes, _forget),)
