"""Someone's passkeys by name. Their secret halves are on their devices; we have none."""

from __future__ import annotations

from collections.abc import Iterator

from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.log.batch import Batch
from couples.log.own import Asked, Going, Line, Part, Piece, day_of
from couples.passkeys import actions
from couples.passkeys.queries import passkeys_of


def _passkeys(asked: Asked) -> Iterator[Piece]:
    for row in passkeys_of(asked.account_id):
        told = [Line("", _("Passkey"), actions.name_of(house().keys, row))]
        told.append(Line("", _("Since"), day_of(row.made)))
        if row.last_used:
            told.append(Line("", _("Last used"), day_of(row.last_used)))
        yield Piece("", row.made, tuple(told))


def _forget(batch: Batch, going: Going) -> None:
    actions.forget(batch, going.account_id)


PARTS = (Part("passkeys", N_("Passkeys"), _passkeys, _forget),)
