"""Adding, using and removing passkeys. Every write goes through the writer."""

from __future__ import annotations

import time

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers.structs import CredentialDeviceType
from webauthn.registration.verify_registration_response import VerifiedRegistration

from couples.accounts import notices
from couples.accounts.actions import new_id
from couples.accounts.logins import ROUND, Login
from couples.log.batch import Batch
from couples.log.writer import Writer
from couples.passkeys.models import PasskeyRow
from couples.security.keys import Keys
from couples.security.sealing import place, unwrap, wrap
from couples.vault.actions import drop_passkey_lock

NAME = 40  # characters
PADDED = 4 * NAME  # bytes: the length of a sealed name says nothing


def add(writer: Writer, keys: Keys, login: Login, name: str, made: VerifiedRegistration) -> str:
    """Its id with us; "" for a passkey that somebody has."""
    id, account_id = new_id(), login.account_id
    row = {
        "id": id,
        "account_id": account_id,
        "credential": made.credential_id,
        "public_key": made.credential_public_key,
        "sign_count": made.sign_count,
        "movable": made.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
        "copied": made.credential_backed_up,
        "name": _sealed(keys, name, account_id, id),
        "made": time.time(),
        "last_used": None,
    }

    def act(batch: Batch) -> None:
        batch.connection.execute(insert(PasskeyRow), row)
        notices.tell(batch, account_id, "passkey", but=login.id)

    try:
        writer.run(act)
    except IntegrityError:
        return ""
    return id


def rename(writer: Writer, keys: Keys, row: PasskeyRow, name: str) -> None:
    sealed = _sealed(keys, name, row.account_id, row.id)
    statement = update(PasskeyRow).where(PasskeyRow.id == row.id).values(name=sealed)
    writer.run(lambda batch: batch.connection.execute(statement))


def used(writer: Writer, row: PasskeyRow, proof: VerifiedAuthentication) -> bool:
    """Whether it counts: of two proofs that come at once with the same count before them, one does."""
    now = time.time()
    statement = (
        update(PasskeyRow)
        .where(PasskeyRow.id == row.id, PasskeyRow.sign_count == row.sign_count)
        .values(
            sign_count=proof.new_sign_count, copied=proof.credential_backed_up, last_used=now - now % ROUND
        )
    )
    return writer.run(lambda batch: batch.connection.execute(statement).rowcount) == 1


def remove(writer: Writer, row: PasskeyRow, login: Login) -> None:
    """The passkey, and the lock that it opens."""

    def act(batch: Batch) -> None:
        drop_passkey_lock(batch, row.account_id, row.credential)
        batch.connection.execute(delete(PasskeyRow).where(PasskeyRow.id == row.id))
        notices.tell(batch, row.account_id, "passkey_gone", but=login.id)

    writer.run(act)


def forget(batch: Batch, account_id: str) -> None:
    """From now on no passkey lets anybody into this account. The locks go with the vault's."""
    batch.connection.execute(delete(PasskeyRow).where(PasskeyRow.account_id == account_id))


def name_of(keys: Keys, row: PasskeyRow) -> str:
    return unwrap(keys, row.name, name_place(row.account_id, row.id)).decode().strip()


def name_place(account_id: str, id: str) -> bytes:
    """Where a name belongs, for whoever seals it anew."""
    return place("passkey", "name", account_id, id)


def _sealed(keys: Keys, name: str, account_id: str, id: str) -> bytes:
    return wrap(keys, name[:NAME].encode().ljust(PADDED), name_place(account_id, id))
