"""What was deleted since a backup was made is deleted from it again, by the ids in the file `forgotten`.

`FORGET` has a line for each kind of id in there. An id that is not in the database needs nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from flask import Flask

from couples.house import House
from couples.own_data.actions import delete_due


def _accounts(here: House) -> int:
    return delete_due(here, time.time())


FORGET: Mapping[str, Callable[[House], int]] = {"account": _accounts}


def again(app: Flask) -> dict[str, int]:
    """How many came back and were deleted, by kind. Also those whose day came meanwhile."""
    here: House = app.extensions["couples"]
    with app.app_context():
        return {kind: act(here) for kind, act in FORGET.items()}
