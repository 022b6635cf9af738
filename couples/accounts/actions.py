"""Signing up, in and out. Every write goes through the writer."""

from __future__ import annotations

import secrets
import time
import unicodedata

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from couples.accounts import notices
from couples.accounts.doors import Kind
from couples.accounts.logins import Login
from couples.accounts.models import Account, LoginSession
from couples.accounts.pace import sealed_pace
from couples.extensions import db
from couples.log.batch import Batch
from couples.log.models import Stream
from couples.log.own import Going
from couples.log.writer import Writer
from couples.security.keys import Keys
from couples.security.passphrase import Passphrases


class NameTaken(Exception):
    """Someone here already has this name."""


def new_id() -> str:
    return secrets.token_urlsafe(16)


def name_key(name: str) -> str:
    """Names that look alike are one: case, width and spaces do not tell people apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def sign_up(
    writer: Writer, passphrases: Passphrases, keys: Keys, name: str, passphrase: str, key: str | None = None
) -> Account:
    """A new account with its own stream. `key` replaces what tells names apart. Raises NameTaken."""
    account = new_account(keys, name, passphrases.hash(passphrase))
    account.name_key = key or account.name_key
    try:
        writer.run(lambda batch: open_account(batch, account))
    except IntegrityError:
        raise NameTaken from None
    return account


def new_account(keys: Keys, name: str, hashed: str, kind: Kind = "person") -> Account:
    """Whoever has this name and the passphrase of that hash. It is nowhere yet."""
    id = new_id()
    return Account(
        id=id,
        name=" ".join(name.split()),
        name_key=name_key(name),
        passphrase=hashed,
        created=time.time(),
        pace=sealed_pace(keys, id, held=False),
        kind=kind,
    )


def open_account(batch: Batch, account: Account) -> None:
    """Put it where it can be found. A name that someone has breaks the index: IntegrityError."""
    values = {column.key: getattr(account, column.key) for column in Account.__table__.columns}
    batch.connection.execute(insert(Account), values)
    own = {"id": new_id(), "kind": "own", "account_id": account.id, "version": 0}
    batch.connection.execute(insert(Stream), own)


def by_passphrase(
    passphrases: Passphrases, name: str, passphrase: str, kind: Kind = "person"
) -> Account | None:
    """The account of that kind if name and passphrase fit. A name that nobody has takes as long to refuse."""
    account = db.session.execute(
        select(Account).where(Account.name_key == name_key(name), Account.kind == kind)
    ).scalar_one_or_none()
    fits = passphrases.matches(account.passphrase if account else None, passphrase)
    return account if fits else None


def got_it(writer: Writer, login: Login) -> None:
    """What this place was told is known there."""
    writer.run(lambda batch: notices.seen(batch, login.account_id, login.id))


def forget_places(batch: Batch, going: Going) -> None:
    notices.forget(batch, going.account_id)
    batch.connection.execute(delete(LoginSession).where(LoginSession.account_id == going.account_id))


def forget_account(batch: Batch, going: Going) -> None:
    """After this the name is free."""
    batch.connection.execute(delete(Account).where(Account.id == going.account_id))


def leave_later(writer: Writer, account_id: str, leaving: float | None) -> None:
    """When the account is to go, in seconds since 1970; None for someone who stays."""
    statement = update(Account).where(Account.id == account_id).values(leaving=leaving)
    writer.run(lambda batch: batch.connection.execute(statement))
