"""Letters between two who are linked."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class LetterRow(Base):
    """A copy of an entry, sealed under the couple's key. Only its author knows which entry it was."""

    __tablename__ = "letter"
    __table_args__ = (Index(None, "couple_id", "at"), Index(None, "account_id"))

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    couple_id: Mapped[str] = mapped_column(ForeignKey("couple.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    at: Mapped[float]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
