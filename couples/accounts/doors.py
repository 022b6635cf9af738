"""Where each kind of account comes in, where it is at home, and in what frame its pages stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flask_login import current_user

Kind = Literal["person", "counselor"]


@dataclass(frozen=True, slots=True)
class Door:
    """Endpoints, and a template. `out` is where one is after signing out."""

    kind: Kind
    sign_in: str
    home: str
    out: str
    frame: str


DOORS: Mapping[str, Door] = {
    each.kind: each
    for each in (
        Door("person", "accounts.sign_in", "pages.home", "pages.landing", "layout.html"),
        Door(
            "counselor",
            "counselor.sign_in",
            "counselor.caseload",
            "counselor.sign_in",
            "counselor/layout.html",
        ),
    )
}


def door() -> Door:
    """That of whoever makes this request. Who is signed in nowhere stands at the door of people."""
    return DOORS[current_user.kind if current_user.is_authenticated else "person"]
