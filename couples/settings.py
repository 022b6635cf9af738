"""Every setting, its default and its name in the environment.

A setting is read once, when the app is made. Tests and benches hand their own to `create_app`; a running
server reads the environment, then `settings.toml` in the data folder, then these defaults.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PACKAGE = Path(__file__).resolve().parent
# A wheel carries templates, static and migrations inside the package; a checkout has them beside it.
ROOT = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent


class SettingError(Exception):
    """A setting that cannot be used. The message names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    data: Path = Path("instance")
    port: int = 8000
    host: str = "127.0.0.1"
    app_name: str = ""  # shown at the top of pages; "" means our own name
    public_url: str = ""  # "" means http://localhost:PORT
    database_url: str = ""  # "" means SQLite in the data folder
    trusted_proxies: int = 0

    # Limits, each "N per SECONDS" in words of the limits library, so that tests and benches can set their own.
    sign_in_account: str = "5 per minute"
    sign_in_network: str = "30 per minute"
    code_account: str = "20 per hour"
    sign_up_network: str = "5 per hour"
    redeem_account: str = "5 per hour"
    redeem_network: str = "20 per hour"
    redeem_instance: str = "500 per hour"
    deeds_per_socket: int = 60  # per ten seconds
    sockets_per_person: int = 4
    handshakes_network: str = "120 per minute"
    login_sessions: int = 20
    key_days: int = 35  # how long an old key of the server still opens backups
    idle_minutes: int = 15
    stay_minutes: int = 30 * 24 * 60  # where someone chose to stay signed in
    absolute_days: int = 90
    invite_hours: int = 24
    ready_minutes: int = 10
    rest_hours: int = 16
    socket_queue: int = 200
    message_bytes: int = 65_536
    argon2_memory_kib: int = 65_536
    argon2_time: int = 3
    streams_in_memory: int = 5_000
    # Reminders by mail. Without a host and a sender none are offered.
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_tls: str = "starttls"  # or "tls" from the first byte, or "none"
    mail_from: str = ""
    test_mail: str = "3 per hour"
    worker: str = "inside"  # or "outside": `couples worker` sends
    worker_seconds: int = 30
    # Where people land who leave quickly. An encyclopaedia's first page is the same for everybody: no account, no
    # place, no list of what was looked up before, no adverts; known in every country, and a likely thing to be reading.
    exit_url: str = "https://www.wikipedia.org/"
    demo: bool = True
    demo_minutes: int = 60
    # Set by the app that stands behind /demo, never by an operator: its own cookie names and frame policy.
    in_demo: bool = False
    testing: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def origins(self) -> frozenset[str]:
        """Where our own pages come from. Two names of this machine, so that two people can share one computer."""
        if self.public_url:
            return frozenset({self.origin})
        return frozenset({f"http://localhost:{self.port}", f"http://127.0.0.1:{self.port}"})

    @property
    def https(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def rp_id(self) -> str:
        """The name that passkeys belong to."""
        return urlsplit(self.origin).hostname or ""

    def passkeys_at(self, host: str) -> bool:
        """Whether browsers let a page there use passkeys: https, or this machine by the name of localhost."""
        named = urlsplit(f"//{host}").hostname == self.rp_id
        return named and (self.https or self.rp_id == "localhost") and not self.in_demo

    @property
    def sqlalchemy_url(self) -> str:
        """Hosting services write `postgres://`; SQLAlchemy knows the dialect by its full name only."""
        url = self.database_url
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        return url or f"sqlite:///{(self.data / 'couples.db').resolve()}"

    @property
    def sqlite(self) -> bool:
        return self.sqlalchemy_url.startswith("sqlite")


# Settings that are one of a few words.
WORDS = {"smtp_tls": ("starttls", "tls", "none"), "worker": ("inside", "outside")}
# Names that hosting services and operators expect, beside COUPLES_<NAME>.
ALIASES = {
    "data": "COUPLES_DATA",
    "port": "PORT",
    "database_url": "DATABASE_URL",
    "trusted_proxies": "TRUSTED_PROXIES",
}


def load(given: Mapping[str, object] | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from what the caller gives, else the environment, else settings.toml, else the defaults."""
    environ = os.environ if environ is None else environ
    settings = Settings()
    from_environment = _from_environment(environ)
    data = Path(str((given or {}).get("data") or from_environment.get("data") or settings.data))
    for layer in (_from_file(data / "settings.toml"), from_environment, given or {}):
        typed: dict[str, Any] = {name: _as_typed(name, value) for name, value in layer.items()}
        settings = replace(settings, **typed)
    return settings


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for setting in fields(Settings):
        for name in (ALIASES.get(setting.name, ""), f"COUPLES_{setting.name.upper()}"):
            if environ.get(name):
                found[setting.name] = environ[name]
    return found


def _from_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"{path.name} is not valid TOML: {error}") from None


def _as_typed(name: str, value: object) -> object:
    kinds = {setting.name: setting.type for setting in fields(Settings)}
    if name not in kinds:
        raise SettingError(f"There is no setting named {name}. See docs/settings.md for all of them.")
    if name in WORDS and value not in WORDS[name]:
        raise SettingError(f"The setting {name} must be one of: {', '.join(WORDS[name])}.")
    if name == "exit_url" and not _is_web_address(str(value)):
        raise SettingError("The setting exit_url must be an address such as https://www.wikipedia.org/.")
    kind = kinds[name]
    try:
        if kind == "int":
            return int(str(value))
        if kind == "bool":
            return value if isinstance(value, bool) else str(value).lower() in ("1", "true", "yes", "on")
        return Path(str(value)) if kind == "Path" else value
    except ValueError:
        raise SettingError(f"The setting {name} must be a whole number.") from None


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)
