"""One person's account, and where they are signed in."""

from __future__ import annotations

from collections.abc import Iterator

from couples.accounts.actions import forget_account, forget_places
from couples.accounts.counselors import SECRETS, counselor_of, forget_counselor
from couples.accounts.models import Account
from couples.extensions import db
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.log.own import Asked, Line, Part, Piece, day_of


def _account(asked: Asked) -> Iterator[Piece]:
    account = db.session.get(Account, asked.account_id)
    if account is not None:
        told = [Line("", _("My name"), account.name), Line("", _("Here since"), day_of(account.created))]
        if account.passphrase_changed:
            told.append(Line("", _("Passphrase last changed"), day_of(account.passphrase_changed)))
        yield Piece("", account.created, tuple(told), account.id)


def _places(asked: Asked) -> Iterator[Piece]:
    for login in house().logins.of(asked.account_id):
        told = (
            Line("", _("Device"), login.device),
            Line("", _("Since"), day_of(login.started)),
            Line("", _("Last used"), day_of(login.last_used)),
        )
        yield Piece("", login.started, told)


def _counselor(asked: Asked) -> Iterator[Piece]:
    counselor = counselor_of(asked.account_id)
    if counselor is not None:
        told = (
            Line("", _("Invited"), day_of(counselor.invited)),
            Line("", _("What I keep"), _(SECRETS[counselor.secrets])),
        )
        yield Piece("", counselor.invited, tuple(line for line in told if line.text))


PARTS = (
    Part("counselor", N_("As a counselor"), _counselor, forget_counselor),
    Part("places", N_("Where I am signed in"), _places, forget_places),
    Part("account", N_("Account"), _account, forget_account),
)
