"""The server's own keys, in a file beside the database and never inside it.

One key for each epoch (a month); a new epoch's key seals, older ones only open. The file is made at first start,
readable by its owner alone.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Keys:
    """`server` holds key-encryption keys by epoch, `forms` signs tokens of forms, `names` hashes ids for logs."""

    epoch: str
    server: dict[str, bytes]
    forms: bytes

    @property
    def current(self) -> bytes:
        return self.server[self.epoch]


def load_or_make(path: Path) -> Keys:
    if not path.exists():
        _write(path, {"epoch": "1", "server": {"1": secrets.token_hex(32)}, "forms": secrets.token_hex(32)})
    stored = json.loads(path.read_text("ascii"))
    return Keys(
        epoch=stored["epoch"],
        server={epoch: bytes.fromhex(key) for epoch, key in stored["server"].items()},
        forms=bytes.fromhex(stored["forms"]),
    )


def _write(path: Path, content: dict[str, object]) -> None:
    """Made whole or not at all, and never readable by others, not even for a moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{secrets.token_hex(4)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    os.link(temporary, path) if not path.exists() else None
    temporary.unlink()
