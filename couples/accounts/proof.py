"""Asked again before what matters: whether whoever makes this request knows the passphrase of the account."""

from __future__ import annotations

from flask_login import current_user

from couples.accounts.models import Account
from couples.extensions import db
from couples.house import house
from couples.language import gettext as _
from couples.security.throttle import SLOW

WRONG = "That is not your passphrase. Check it and try again."


def wait(what: str = "vault") -> int:
    """Seconds until the next try; 0 when there may be one now. Tries are counted apart for each `what`."""
    return house().throttle.wait(what, house().settings.sign_in_account, current_user.account_id)


def is_mine(passphrase: str) -> bool:
    account = db.session.get(Account, current_user.account_id)
    return account is not None and house().passphrases.matches(account.passphrase, passphrase)


def refusal(passphrase: str, what: str = "vault") -> tuple[str, int] | None:
    """Why that proves nothing, as a sentence and a status; None where it is theirs."""
    if seconds := wait(what):
        return _(SLOW, seconds=seconds), 429
    return None if is_mine(passphrase) else (_(WRONG), 422)
