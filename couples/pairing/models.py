"""Couples: the link between two people, from the invitation to its end."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base

_NOT_ENDED = text("ended IS NULL AND linked IS NOT NULL")


class Couple(Base):
    """`key` is the couple's own key, wrapped by the server's. `stream_id` is where the link's events are."""

    __tablename__ = "couple"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    relation: Mapped[str] = mapped_column(String(16))
    key: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[float]
    ended: Mapped[float | None]


class Member(Base):
    """Who holds which seat. A person has at most one link at a time; the index holds that even in a race."""

    __tablename__ = "member"
    __table_args__ = (
        Index(
            "uq_member_one_link",
            "account_id",
            unique=True,
            sqlite_where=_NOT_ENDED,
            postgresql_where=_NOT_ENDED,
        ),
    )

    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"), primary_key=True)
    seat: Mapped[str] = mapped_column(String(1), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    linked: Mapped[float | None]
    ended: Mapped[float | None]


class Invitation(Base):
    """A code that can be used once. Only its keyed hash is kept for look-up."""

    __tablename__ = "invitation"

    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"), primary_key=True)
    code: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    expires: Mapped[float]
    used: Mapped[float | None]


class Phone(Base):
    """Who holds a shared phone: for one place of sign-in and one session, after the other proved themself there."""

    __tablename__ = "phone"

    login_id: Mapped[str] = mapped_column(
        ForeignKey("login_session.id", ondelete="CASCADE"), primary_key=True
    )
    stream_id: Mapped[str] = mapped_column(ForeignKey("stream.id"), primary_key=True)
    seat: Mapped[str] = mapped_column(String(1))
    covered: Mapped[bool]
