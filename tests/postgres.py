"""A real PostgreSQL for the tests: a cluster in a temporary folder, on a free port, stopped afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from tests.ports import free_port

PLACES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *map(Path, os.get_exec_path()))


def bin_folder():
    """Where initdb is, or None."""
    return next((place for place in PLACES if (place / "initdb").exists()), None)


class Cluster:
    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        self._bin = bin_folder()
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        self._user = "postgres" if os.getuid() == 0 else None
        if self._user:
            owner = pwd.getpwnam(self._user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        self._run(
            "initdb", "-D", str(folder / "data"), "-U", "couples", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        options = f"-p {self.port} -k {folder} -h 127.0.0.1"
        self._run(
            "pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "log"), "-o", options, "start"
        )

    def url(self, name):
        return f"postgresql://couples@127.0.0.1:{self.port}/{name}"

    def create(self, name, template=None):
        copy = ("-T", template) if template else ()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "couples", *copy, name)

    def stop(self):
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program, *arguments):
        command = [str(self._bin / program), *arguments]
        done = subprocess.run(
            command,
            user=self._user,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=program != "pg_ctl",
            text=True,
        )
        assert done.returncode == 0, f"{program}: {done.stderr}"
