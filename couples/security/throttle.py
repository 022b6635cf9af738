"""Limits on how often something may be tried, in memory: right for the one process that serves an instance."""

from __future__ import annotations

import ipaddress
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from couples.language import N_

# What someone is told who has to wait.
SLOW = N_("That was a lot at once. Try again in %(seconds)s seconds.")


class Throttle:
    """Counts tries by name and key. Limits are texts of the limits library, such as "5 per minute"."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._parsed: dict[str, RateLimitItem] = {}

    def wait(self, name: str, limit: str, key: str) -> int:
        """0 when this try is allowed (it is counted), else the seconds until the next one is."""
        item = self._parsed.setdefault(limit, parse(limit))
        if self._limiter.hit(item, name, key):
            return 0
        window = self._limiter.get_window_stats(item, name, key)
        return max(1, round(window.reset_time - time.time()))


class Bucket:
    """A token bucket for one socket: `most` events at once, refilled over ten seconds."""

    __slots__ = ("_level", "_most", "_then")

    def __init__(self, most: int, now: float) -> None:
        self._most = most
        self._level = float(most)
        self._then = now

    def take(self, now: float) -> bool:
        self._level = min(self._most, self._level + (now - self._then) * self._most / 10)
        self._then = now
        if self._level < 1:
            return False
        self._level -= 1
        return True


def network_of(address: str | None) -> str:
    """The network that an address belongs to (/24 or /56): one household, not one device."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{parsed}/{24 if parsed.version == 4 else 56}", strict=False))
