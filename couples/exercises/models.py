"""Sessions as lists show them, and the copies of exercises that they carry."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class SessionRow(Base):
    """One line of a history, a couple's or one person's. Written by the writer with the events it follows from."""

    __tablename__ = "session"
    __table_args__ = (
        Index(None, "couple_id", "ended", "started"),
        Index(None, "account_id", "ended", "started"),
        CheckConstraint("(couple_id IS NULL) <> (account_id IS NULL)", name="one_owner"),
    )

    id: Mapped[str] = mapped_column(ForeignKey("stream.id"), primary_key=True)
    couple_id: Mapped[str | None] = mapped_column(ForeignKey("couple.id"))
    account_id: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    slug: Mapped[str] = mapped_column(String(64))
    tier: Mapped[int] = mapped_column(default=1, server_default="1")
    exercise: Mapped[str] = mapped_column(ForeignKey("exercise_copy.digest"))
    mode: Mapped[str] = mapped_column(String(16))
    started: Mapped[float]
    ready_by: Mapped[float | None]
    opened: Mapped[float | None]
    ended: Mapped[float | None]
    state: Mapped[str] = mapped_column(String(16))  # gate, open, done, stopped, not_open


class ExerciseCopy(Base):
    """An exercise as it was when a session began, kept once however many sessions use it."""

    __tablename__ = "exercise_copy"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)


class Favourite(Base):
    """An exercise that someone wants to find again. Seen by nobody else."""

    __tablename__ = "favourite"

    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), primary_key=True)
