"""The operator's invitation, the account that it makes, and what its counselor states of secrets."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from couples.accounts.actions import NameTaken, new_account, open_account
from couples.accounts.counselors import CounselorInvitation, CounselorRow
from couples.accounts.models import Account
from couples.consent import actions as consent
from couples.domain.days import DAY
from couples.log.batch import Batch
from couples.log.writer import Writer
from couples.pairing.code import as_typed, hashed, new_code
from couples.security.keys import Keys
from couples.security.passphrase import Passphrases

DAYS = 7  # that a code is good for


class CodeRefused(Exception):
    """A code that nobody was given, or that is used or too old: nobody is told which."""


def invite(writer: Writer, keys: Keys) -> str:
    """A code that makes one account. It is shown this once: only its hash is kept. Old ones go."""
    code = new_code()

    def act(batch: Batch) -> None:
        run, now = batch.connection.execute, batch.now
        run(delete(CounselorInvitation).where(CounselorInvitation.expires <= now))
        kept = {"code": hashed(code, keys.forms), "made": now, "expires": now + DAYS * DAY}
        run(insert(CounselorInvitation), kept)

    writer.run(act)
    return code


def join(
    writer: Writer, passphrases: Passphrases, keys: Keys, typed: str, name: str, passphrase: str
) -> Account:
    """The account of a counselor, by a code. Raises CodeRefused; NameTaken only to whoever has a good code.

    The passphrase is hashed first, so a wrong code takes as long as a right one.
    """
    account = new_account(keys, name, passphrases.hash(passphrase), "counselor")
    code = hashed(as_typed(typed), keys.forms)

    def act(batch: Batch) -> None:
        invited = _use(batch, code)
        open_account(batch, account)
        batch.connection.execute(insert(CounselorRow), {"account_id": account.id, "invited": invited})

    try:
        writer.run(act)
    except IntegrityError:
        raise NameTaken from None
    return account


def state(writer: Writer, account_id: str, secrets: str) -> None:
    """Their policy about secrets from now on. Couples with whom something is open read in the trail that it changed."""

    def act(batch: Batch) -> None:
        theirs = CounselorRow.account_id == account_id
        before = batch.connection.execute(select(CounselorRow.secrets).where(theirs)).scalar()
        batch.connection.execute(update(CounselorRow).where(theirs).values(secrets=secrets))
        if before and before != secrets:
            consent.restated(batch, account_id)

    writer.run(act)


def _use(batch: Batch, code: bytes) -> float:
    """When that invitation was made, which is used up by this."""
    good = (
        CounselorInvitation.code == code,
        CounselorInvitation.used.is_(None),
        CounselorInvitation.expires > batch.now,
    )
    made = batch.connection.execute(select(CounselorInvitation.made).where(*good)).scalar()
    if made is None:
        raise CodeRefused
    batch.connection.execute(update(CounselorInvitation).where(*good).values(used=batch.now))
    return made
