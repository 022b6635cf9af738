"""The server's own keys, in a file beside the database and never inside it.

One key for each epoch; the present epoch's key seals, older ones only open, until they are destroyed. The file is made
at first start, readable by its owner alone. A changed file is on disk, whole, before anything is sealed by it.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

NAME = "keys.json"


@dataclass(frozen=True)
class Keys:
    """`server` holds key-encryption keys by epoch, `forms` signs tokens of forms.

    `made` says when an epoch began, in seconds since 1970. Older files do not say it of the first.
    """

    epoch: str
    server: dict[str, bytes]
    forms: bytes
    made: Mapping[str, float] = field(default_factory=dict)

    @property
    def current(self) -> bytes:
        return self.server[self.epoch]

    def retired(self, epoch: str) -> float | None:
        """When an epoch's key stopped sealing: as the next one began. None for the present one."""
        later = [number for number in map(int, self.server) if number > int(epoch)]
        return self.made.get(str(min(later)), 0.0) if later else None


def load_or_make(path: Path) -> Keys:
    if not path.exists():
        first, forms = secrets.token_hex(32), secrets.token_hex(32)
        _make(path, {"epoch": "1", "server": {"1": first}, "forms": forms, "made": {"1": time.time()}})
    return _read(path)


def load(path: Path) -> Keys | None:
    """None where there is no file: one made now would open nothing."""
    return _read(path) if path.exists() else None


def begin_epoch(path: Path, keys: Keys, now: float) -> Keys:
    """A new key becomes the present one. Those before it still open."""
    epoch = str(max(map(int, keys.server)) + 1)
    server = {**keys.server, epoch: secrets.token_bytes(32)}
    return _replace(path, replace(keys, epoch=epoch, server=server, made={**keys.made, epoch: now}))


def destroy(path: Path, keys: Keys, epochs: Collection[str]) -> Keys:
    """After this nothing opens any more that was sealed under them. Never the present one."""
    gone = {*epochs} - {keys.epoch}
    server = {epoch: key for epoch, key in keys.server.items() if epoch not in gone}
    return _replace(path, replace(keys, server=server))


def _read(path: Path) -> Keys:
    stored = json.loads(path.read_text("ascii"))
    return Keys(
        epoch=stored["epoch"],
        server={epoch: bytes.fromhex(key) for epoch, key in stored["server"].items()},
        forms=bytes.fromhex(stored["forms"]),
        made={epoch: float(at) for epoch, at in stored.get("made", {}).items()},
    )


def _make(path: Path, content: dict[str, object]) -> None:
    """Made whole or not at all, and never readable by others, not even for a moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{secrets.token_hex(4)}")
    _write(temporary, content, os.O_EXCL)
    os.link(temporary, path) if not path.exists() else None
    temporary.unlink()
    sync(path.parent)


def _replace(path: Path, keys: Keys) -> Keys:
    """The new file takes the old one's place in one step. Then the old one's bytes are written over.

    Its name on the way is always the same, so that one that was cut off there is not left lying about.
    """
    content = {
        "epoch": keys.epoch,
        "server": {epoch: key.hex() for epoch, key in keys.server.items()},
        "forms": keys.forms.hex(),
        "made": dict(keys.made),
    }
    temporary = path.with_suffix(".new")
    _write(temporary, content, os.O_TRUNC)
    with path.open("r+b") as old:
        temporary.replace(path)
        sync(path.parent)
        old.write(b"\0" * os.fstat(old.fileno()).st_size)
        old.flush()
        os.fsync(old.fileno())
    return keys


def _write(path: Path, content: Mapping[str, object], flags: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """A new name in a folder is on disk when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
