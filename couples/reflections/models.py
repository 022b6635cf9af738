"""Entries of private writing."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class EntryRow(Base):
    """One entry. `sealed` holds all of it under the key of its author's vault: words, mood, tags and which prompt.

    `version` counts its changes and is part of where it belongs, so an older one put back in its place does not open.
    """

    __tablename__ = "entry"
    __table_args__ = (Index(None, "account_id", "changed"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int]
    changed: Mapped[float]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
