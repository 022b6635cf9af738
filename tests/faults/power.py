"""A disk that can lose power: SQLite's files through a shim that remembers what was synced and what was not.

After a cut, bytes that were synced are there; of the writes since the last sync each may be there, be missing, or be
there in part. That is what the SQLite authors assume of a disk, and what a real one may do at worst.
"""

from __future__ import annotations

import apsw


class PowerVFS(apsw.VFS):
    def __init__(self, name):
        self.files = {}
        super().__init__(name, base="")

    def xOpen(self, name, flags):
        return PowerFile(self, name, flags)

    def xDelete(self, name, syncdir):
        super().xDelete(name, syncdir)
        self.files.pop(name.rsplit("/", 1)[-1], None)

    def cut(self, chance, folder):
        """What the disk may hold after the power went, written to `folder`: a list of file names."""
        for name, file in self.files.items():
            (folder / name).write_bytes(file.after_cut(chance))

    def lost_anything(self):
        return any(file.unsynced for file in self.files.values())


class Record:
    """One file: what is surely on the platter, and what was written since."""

    def __init__(self):
        self.synced, self.unsynced, self.seen = bytearray(), [], bytearray()

    def write(self, data, offset):
        self.unsynced.append((offset, bytes(data)))
        _put(self.seen, data, offset)

    def truncate(self, size):
        del self.seen[size:]
        self.unsynced.append((size, None))

    def sync(self):
        self.synced, self.unsynced = bytearray(self.seen), []

    def after_cut(self, chance):
        left = bytearray(self.synced)
        for offset, data in self.unsynced:
            fate = chance.random()
            if fate < 0.4:
                continue
            if data is None:
                del left[offset:]
            else:
                _put(left, data if fate < 0.8 else data[: chance.randrange(len(data) + 1)], offset)
        return bytes(left)


class PowerFile(apsw.VFSFile):
    def __init__(self, vfs, name, flags):
        path = name.filename() if hasattr(name, "filename") else name
        short = path.rsplit("/", 1)[-1]
        self.record = vfs.files.setdefault(short, Record())
        super().__init__("", name, flags)

    def xWrite(self, data, offset):
        super().xWrite(data, offset)
        self.record.write(data, offset)

    def xTruncate(self, size):
        super().xTruncate(size)
        self.record.truncate(size)

    def xSync(self, flags):
        super().xSync(flags)
        self.record.sync()


def _put(target, data, offset):
    if len(target) < offset:
        target.extend(b"\0" * (offset - len(target)))
    target[offset : offset + len(data)] = data
