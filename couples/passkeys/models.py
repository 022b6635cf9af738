"""Passkeys: what a phone, a computer or a key holds the secret half of."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class PasskeyRow(Base):
    """`name` is what its owner calls it, sealed under the server's key by `sealing.wrap` at `actions.name_place`:
    whoever changes that key seals it anew. `sign_count` grows with each use, where the device counts. `movable` says
    that it may be copied to other devices of its owner, `copied` that it was, when it was used last.
    """

    __tablename__ = "passkey"
    __table_args__ = (Index(None, "account_id"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    credential: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    movable: Mapped[bool]
    copied: Mapped[bool]
    name: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[float]
    last_used: Mapped[float | None]  # rounded to five minutes
