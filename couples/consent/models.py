"""One counselor with one couple, what each of the two gave, and the trail."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class CounselRow(Base):
    """From the counselor's code to whatever came of it. Its id is also its stream's, which the counselor's pages watch.

    `code` is the keyed hash of what the counselor gives a couple; `phrase` are the four words, sealed. `opened` is when
    both had said yes first, `closed` when they had not any more; `until` is the last end that both gave.
    """

    __tablename__ = "counsel"

    id: Mapped[str] = mapped_column(ForeignKey("stream.id"), primary_key=True)
    counselor_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    couple_id: Mapped[str | None] = mapped_column(ForeignKey("couple.id"), index=True)
    code: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    phrase: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[float]
    expires: Mapped[float]
    brought: Mapped[float | None]
    opened: Mapped[float | None]
    closed: Mapped[float | None]
    until: Mapped[float | None]


class AnswerRow(Base):
    """What one of the two gave: theirs alone, sealed under the server's key, in one of few sizes."""

    __tablename__ = "consent_answer"

    counsel_id: Mapped[str] = mapped_column(ForeignKey("counsel.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class TrailRow(Base):
    """One line of the trail of a couple. Lines are added, and never changed. See domain/trail.py."""

    __tablename__ = "trail"
    __table_args__ = (UniqueConstraint("couple_id", "number"), Index(None, "couple_id", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"))
    number: Mapped[int]
    counsel_id: Mapped[str] = mapped_column(String(22))
    at: Mapped[float]
    kind: Mapped[str] = mapped_column(String(16))
    about: Mapped[str] = mapped_column(String(64))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class TrailEnd(Base):
    """The last line of a couple's trail: an end that was cut off is missed."""

    __tablename__ = "trail_end"

    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"), primary_key=True)
    number: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class EntryRow(Base):
    """A copy of something that someone wrote alone, for the counselor's eyes only, sealed under the server's key."""

    __tablename__ = "consent_entry"
    __table_args__ = (Index(None, "counsel_id", "at"), Index(None, "account_id"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    counsel_id: Mapped[str] = mapped_column(ForeignKey("counsel.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    at: Mapped[float]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
