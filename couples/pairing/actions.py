"""Inviting and redeeming. What follows after that are deeds on the couple's stream."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, insert, select, update

from couples.accounts.actions import new_id
from couples.accounts.models import Account
from couples.domain.couple import Closed, Invited, Redeemed
from couples.log.batch import Batch
from couples.log.models import Stream
from couples.log.store import stream_of
from couples.log.writer import Writer
from couples.pairing.code import as_typed, hashed, new_code
from couples.pairing.models import Couple, Invitation, Member
from couples.pairing.queries import couple_key_place
from couples.security.keys import Keys
from couples.security.sealing import new_key, wrap

Why = Literal["unknown", "old", "own", "linked"]


class NoPerson(Exception):
    """Someone who can be in no couple: a counselor."""


class CodeRefused(Exception):
    """A code that does not open anything; `why` chooses the sentence."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def invite(writer: Writer, keys: Keys, account_id: str, relation: str, hours: float) -> str | None:
    """A new invitation, in place of any earlier one. Returns its stream, or None for someone who is linked."""

    def act(batch: Batch) -> str | None:
        _only_people(batch.connection, account_id)
        if _linked(batch.connection, account_id):
            return None
        _close_open(batch, account_id)
        return _new_couple(batch, keys, account_id, relation, batch.now + hours * 3600)

    return writer.run(act)


def redeem(writer: Writer, keys: Keys, account_id: str, typed: str) -> str:
    """Sit down on the free seat of an invitation, once; an own one is taken back.

    Returns the invitation's stream. Raises CodeRefused.
    """

    def act(batch: Batch) -> str:
        _only_people(batch.connection, account_id)
        code = hashed(as_typed(typed), keys.forms)
        found = batch.connection.execute(select(Invitation).where(Invitation.code == code)).first()
        if found is None:
            raise CodeRefused("unknown")
        _check(batch.connection, found.couple_id, found.used, account_id)
        if batch.now >= found.expires:
            raise CodeRefused("old")
        if _linked(batch.connection, account_id):
            raise CodeRefused("linked")
        _close_open(batch, account_id)
        return _sit_down(batch, found.couple_id, account_id)

    return writer.run(act)


def _new_couple(batch: Batch, keys: Keys, account_id: str, relation: str, expires: float) -> str:
    couple_id, stream_id, code, run = new_id(), new_id(), new_code(), batch.connection.execute
    wrapped = wrap(keys, new_key(), couple_key_place(couple_id))
    run(insert(Couple), {"id": couple_id, "relation": relation, "key": wrapped, "created": batch.now})
    run(insert(Member), {"couple_id": couple_id, "seat": "A", "account_id": account_id})
    run(insert(Invitation), {"couple_id": couple_id, "code": hashed(code, keys.forms), "expires": expires})
    run(insert(Stream), {"id": stream_id, "kind": "couple", "couple_id": couple_id, "version": 0})
    invited = Invited(at=batch.now, seat="A", relation=relation, expires=expires, words={"code": code})
    batch.append(stream_id, [invited])
    return stream_id


def _sit_down(batch: Batch, couple_id: str, account_id: str) -> str:
    run = batch.connection.execute
    run(update(Invitation).where(Invitation.couple_id == couple_id).values(used=batch.now))
    run(insert(Member), {"couple_id": couple_id, "seat": "B", "account_id": account_id})
    stream_id = _couple_stream(batch, couple_id)
    batch.append(stream_id, [Redeemed(at=batch.now, seat="B")])
    batch.refresh_couple(couple_id)
    return stream_id


def _check(connection: Connection, couple_id: str, used: float | None, account_id: str) -> None:
    """The inviter's own code, and a code that someone used: not said to a stranger, who hears "unknown"."""
    member = connection.execute(
        select(Member.seat).where(Member.couple_id == couple_id, Member.account_id == account_id)
    ).scalar()
    if member == "A":
        raise CodeRefused("own")
    if used is not None:
        raise CodeRefused("unknown")


def _only_people(connection: Connection, account_id: str) -> None:
    """Their pages are closed to counselors already. Whatever way one came here, it ends here."""
    if connection.execute(select(Account.kind).where(Account.id == account_id)).scalar() != "person":
        raise NoPerson


def _linked(connection: Connection, account_id: str) -> bool:
    query = select(Member.seat).where(
        Member.account_id == account_id, Member.linked.is_not(None), Member.ended.is_(None)
    )
    return connection.execute(query).first() is not None


def _close_open(batch: Batch, account_id: str) -> None:
    query = select(Member.couple_id).where(
        Member.account_id == account_id, Member.seat == "A", Member.linked.is_(None), Member.ended.is_(None)
    )
    for couple_id in batch.connection.execute(query).scalars().all():
        batch.append(_couple_stream(batch, couple_id), [Closed(at=batch.now)])


def _couple_stream(batch: Batch, couple_id: str) -> str:
    found = stream_of(batch.connection, couple_id, "couple")
    assert found is not None
    return found
