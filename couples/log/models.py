"""Tables of the log: streams, their append-only events, and apart from them the erasable words."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base

ID = String(22)
AutoId = BigInteger().with_variant(Integer, "sqlite")


class Stream(Base):
    """An append-only list of events. `kind`: couple, session, or own (one per person, seen by nobody else)."""

    __tablename__ = "stream"
    # A couple has thousands of sessions, and one stream of each other kind, which is looked for with every page.
    __table_args__ = (Index(None, "couple_id", "kind"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    couple_id: Mapped[str | None] = mapped_column(ForeignKey("couple.id"))
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id"), index=True)
    version: Mapped[int]


class EventRow(Base):
    """One event, without its words. `about` is the session that an event of an own stream belongs to."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("stream_id", "version"), Index(None, "about"))

    id: Mapped[int] = mapped_column(AutoId, primary_key=True, autoincrement=True)
    stream_id: Mapped[str] = mapped_column(ForeignKey("stream.id"))
    version: Mapped[int]
    about: Mapped[str | None] = mapped_column(ForeignKey("stream.id"))
    name: Mapped[str] = mapped_column(String(32))
    at: Mapped[float] = mapped_column(Float)
    body: Mapped[str] = mapped_column(Text)


class WordsRow(Base):
    """What someone wrote in one event, sealed. The only part of the log that can be erased.

    `wrapped` is the words' own key: under the server's key while only their author may read them, under the
    couple's key from the moment they are open (`opened`). Words that were shared at once have no key of their own.
    """

    __tablename__ = "words"

    stream_id: Mapped[str] = mapped_column(ForeignKey("stream.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(ForeignKey("stream.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    opened: Mapped[bool] = mapped_column(default=False)


class Draft(Base):
    """Half-written words of one person, each replaced by the next, gone when they are answered."""

    __tablename__ = "draft"

    stream_id: Mapped[str] = mapped_column(ForeignKey("stream.id"), primary_key=True)
    seat: Mapped[str] = mapped_column(String(1), primary_key=True)
    step: Mapped[str] = mapped_column(String(64), primary_key=True)
    part: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Accepted(Base):
    """A deed that was done, by the op id its author gave it. Sent again, it changes nothing."""

    __tablename__ = "accepted"

    stream_id: Mapped[str] = mapped_column(ForeignKey("stream.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    op: Mapped[str] = mapped_column(String(36), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(16))
    version: Mapped[int]
