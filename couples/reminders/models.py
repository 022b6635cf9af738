"""What is due for whom, and how each person wants to hear of it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class JobRow(Base):
    """One reminder of one person about one thing. `kind` is what stands before the first colon of `about`.

    One that was sent stays, with `done_at`: so nobody is ever reminded twice of the same thing.
    """

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("account_id", "about"), Index(None, "about"), Index(None, "due"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    about: Mapped[str] = mapped_column(String(120))
    due: Mapped[float]
    claimed_at: Mapped[float | None]
    done_at: Mapped[float | None]
    tries: Mapped[int] = mapped_column(default=0)


class ReminderChoice(Base):
    """Off until chosen. `email` is sealed with the server's key; `feed` is the SHA-256 of the calendar's token."""

    __tablename__ = "reminder_choice"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    on: Mapped[bool] = mapped_column(default=False)
    email: Mapped[bytes | None] = mapped_column(LargeBinary)
    quiet_from: Mapped[int] = mapped_column(default=21)
    quiet_to: Mapped[int] = mapped_column(default=8)
    timezone: Mapped[str] = mapped_column(String(64), default="UTC")
    feed: Mapped[str | None] = mapped_column(String(64), unique=True)
