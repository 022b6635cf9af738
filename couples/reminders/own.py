"""How one person chose to be reminded."""

from __future__ import annotations

from collections.abc import Iterator

from couples.extensions import db
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Asked, Line, Part, Piece
from couples.reminders.actions import address_of, forget_person
from couples.reminders.models import ReminderChoice


def _choice(asked: Asked) -> Iterator[Piece]:
    chosen = db.session.get(ReminderChoice, asked.account_id)
    if chosen is None:
        return
    address = address_of(house().keys, asked.account_id, chosen.email) if chosen.email else ""
    told = (
        (_("Reminders go to"), address),
        (_("Quiet from and to, o'clock"), f"{chosen.quiet_from}, {chosen.quiet_to}"),
        (_("Time zone"), chosen.timezone),
        (_("A calendar has an address"), _("yes") if chosen.feed else _("no")),
    )
    yield Piece("", 0.0, tuple(Line("", label, said) for label, said in told if said))


PARTS = (Part("reminders", N_("Reminders"), _choice, forget_person),)
