"""The locks of a vault: each holds its key, sealed under something that only its owner has."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from couples.extensions import Base


class LockRow(Base):
    """One way to open someone's vault. `kind` is "passphrase", "recovery" or "passkey".

    `sealed` is the vault's key under a key made from the passphrase (argon2id with `salt` at `cost`: KiB, passes and
    lanes) or from a recovery key or the secret of a passkey (HKDF with `salt`). `proof` is the SHA-256 by which a
    recovery key or a passkey is found.
    """

    __tablename__ = "vault_lock"
    __table_args__ = (Index(None, "account_id"),)

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(16))
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    cost: Mapped[str] = mapped_column(String(40))
    proof: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made: Mapped[float]
