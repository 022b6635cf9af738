"""People and where they are signed in."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class Account(Base):
    """A person. `name` is what they like to be called; `name_key` is its case-folded form, unique."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(120), unique=True)
    passphrase: Mapped[str] = mapped_column(String(160))
    passphrase_changed: Mapped[float | None]  # None: it is the first
    created: Mapped[float]
    pace: Mapped[bytes | None] = mapped_column(LargeBinary)  # see accounts/pace.py
    leaving: Mapped[float | None]  # when it is to be deleted
    kind: Mapped[str] = mapped_column(
        String(10), server_default="person"
    )  # or "counselor": see accounts/counselors.py


class LoginSession(Base):
    """One place where someone is signed in. `id` is the SHA-256 of the token that only their cookie holds."""

    __tablename__ = "login_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    label: Mapped[str] = mapped_column(String(22), unique=True)  # names it in lists and forms, opens nothing
    started: Mapped[float]
    last_used: Mapped[float]  # rounded to five minutes
    device: Mapped[str] = mapped_column(String(60))
    idle_minutes: Mapped[int]  # it ends after so long without a sign of life


class Notice(Base):
    """What opens an account was changed, and one place of sign-in was not told yet; without `login_id`, whoever signs
    in next. `kind` is one of those in accounts/notices.py. Nothing that a person wrote is in it.
    """

    __tablename__ = "notice"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    login_id: Mapped[str | None] = mapped_column(
        ForeignKey("login_session.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[float]
