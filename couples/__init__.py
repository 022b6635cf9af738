"""Couples: structured exercises for two people, live.

Importing this package loads nothing: `couples serve` must patch for gevent before anything else is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from couples.settings import Settings


def create_app(given: Mapping[str, object] | Settings | None = None) -> Flask:
    """The app, from given settings or else from the environment. Found by `flask --app couples` too."""
    from couples.factory import make_app

    return make_app(given)
