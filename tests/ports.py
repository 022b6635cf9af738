"""Ports for the servers of tests, each kept for whoever asked for it.

One that is merely free now can be gone before a server has started there, or while it is started again: each connection
of this machine takes a number for its own end, and the same tests run in other processes.
"""

from __future__ import annotations

import socket
import sys

_KEPT: list[socket.socket] = []


def free_port():
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.bind(("127.0.0.1", 0))
    port = kept.getsockname()[1]
    if sys.platform == "linux":
        # It never listens, so a server is let in beside it, and nothing else gets the number.
        _KEPT.append(kept)
    else:
        kept.close()
    return port
