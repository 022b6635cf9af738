"""Reads of couples: whose a stream is, and who someone's partner is. Loaders take the viewer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from couples.accounts.models import Account
from couples.domain.pair import Pair, Seat, by_seat, other
from couples.extensions import db
from couples.log.models import Stream
from couples.log.store import own_streams, stream_of
from couples.log.stream import Head
from couples.pairing.models import Couple, Member
from couples.security.keys import Keys
from couples.security.policy import Role
from couples.security.sealing import place, unwrap

# Streams of one person, and what that person is to them.
OWNED: Mapping[str, Role] = {"solo": "owner", "counsel": "counselor"}


def couple_key_place(couple_id: str) -> bytes:
    return place("couple", "key", couple_id)


def head(connection: Connection, stream_id: str, keys: Keys) -> Head | None:
    """Whose the stream is, with the couple's key opened. None for what is nobody's to open."""
    return _couples_head(connection, stream_id, keys) or _owned_head(connection, stream_id)


def couple_head(connection: Connection, couple_id: str, keys: Keys) -> Head | None:
    """That of the couple's own stream."""
    stream = stream_of(connection, couple_id, "couple")
    return _couples_head(connection, stream, keys) if stream else None


def _couples_head(connection: Connection, stream_id: str, keys: Keys) -> Head | None:
    row = connection.execute(
        select(Stream.id, Stream.kind, Couple.id.label("couple_id"), Couple.key, Couple.ended)
        .join(Couple, Couple.id == Stream.couple_id)
        .where(Stream.id == stream_id)
    ).first()
    if row is None:
        return None
    members = _members(connection, row.couple_id)
    return Head(
        id=row.id,
        kind=row.kind,
        couple_id=row.couple_id,
        couple_stream=stream_of(connection, row.couple_id, "couple"),
        members=members.map(lambda member: member and member.account_id),
        names=members.map(lambda member: str(member.name) if member else ""),
        own=own_streams(connection, members.map(lambda member: member and member.account_id)),
        key=unwrap(keys, row.key, couple_key_place(row.couple_id)),
        # Of someone whose account was deleted there is no member: the link was, for the one who is left.
        linked=members.any() and all(member.linked is not None for member in members if member),
        ended=row.ended is not None,
    )


def _owned_head(connection: Connection, stream_id: str) -> Head | None:
    """What one person does alone. Nothing in it is ever open to another, so it has no key for two."""
    row = connection.execute(
        select(Stream.id, Stream.kind, Stream.account_id, Account.name)
        .join(Account, Account.id == Stream.account_id)
        .where(Stream.id == stream_id, Stream.kind.in_(OWNED))
    ).first()
    if row is None:
        return None
    members: Pair[str | None] = Pair(row.account_id, None)
    return Head(
        id=row.id,
        kind=row.kind,
        couple_id=row.account_id,
        couple_stream=None,
        members=members,
        names=Pair(str(row.name), ""),
        own=own_streams(connection, members),
        key=b"",
        linked=False,
        ended=False,
    )


def role_in(head: Head, account_id: str) -> Role | None:
    """What someone is to a stream, or None for a stranger to it."""
    seat = head.seat_of(account_id)
    if seat is None:
        return None
    if head.kind in OWNED:
        return OWNED[head.kind]
    if head.linked:
        return "former" if head.ended else "member"
    return "inviter" if seat == "A" else "invited"


@dataclass(frozen=True, slots=True)
class Link:
    """Someone's present couple, as they need it to find their way."""

    couple_id: str
    stream_id: str
    seat: Seat
    linked: bool


def link_of(account_id: str) -> Link | None:
    """The couple that someone is in or is being invited to; the linked one first."""
    row = db.session.execute(
        select(Member.couple_id, Member.seat, Member.linked, Stream.id)
        .join(Couple, Couple.id == Member.couple_id)
        .join(Stream, (Stream.couple_id == Member.couple_id) & (Stream.kind == "couple"))
        .where(Member.account_id == account_id, Member.ended.is_(None), Couple.ended.is_(None))
        .order_by(Member.linked.is_(None), Couple.created.desc())
        .limit(1)
    ).first()
    return Link(row.couple_id, row.id, row.seat, row.linked is not None) if row else None


def couples_of(account_id: str) -> Any:
    """Every couple that someone is or was in, for use inside another query."""
    return select(Member.couple_id).where(Member.account_id == account_id)


def is_linked(connection: Connection, account_id: str, couple_id: str) -> bool:
    """Whether the two are linked and this is one of them, as it is within this transaction."""
    query = (
        select(Member.seat)
        .join(Couple, Couple.id == Member.couple_id)
        .where(Member.couple_id == couple_id, Member.account_id == account_id)
        .where(Member.linked.is_not(None), Member.ended.is_(None), Couple.ended.is_(None))
    )
    return connection.execute(query).first() is not None


def partner_account(link: Link) -> Account | None:
    query = (
        select(Account)
        .join(Member, Member.account_id == Account.id)
        .where(Member.couple_id == link.couple_id, Member.seat == other(link.seat))
    )
    return db.session.execute(query).scalar_one_or_none()


def _members(connection: Connection, couple_id: str) -> Pair[Any]:
    rows = connection.execute(
        select(Member.seat, Member.account_id, Member.linked, Account.name)
        .join(Account, Account.id == Member.account_id)
        .where(Member.couple_id == couple_id)
    )
    found = {row.seat: row for row in rows}
    return by_seat(found.get)
