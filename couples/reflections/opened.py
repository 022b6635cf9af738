"""Pages that show a written word ask for the open vault first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import redirect, request, url_for

from couples.vault import access


def opened(page: Callable[..., Any]) -> Callable[..., Any]:
    """The vault's key comes as the first argument; where it is locked, the way to open it comes first."""

    @wraps(page)
    def with_key(*args: Any, **given: Any) -> Any:
        if (key := access.key()) is None:
            return redirect(url_for("reflections.unlock", next=request.path))
        return page(key, *args, **given)

    return with_key
