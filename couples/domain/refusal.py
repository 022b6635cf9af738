"""Refusal: why a deed was not done, in words for the person who tried."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal

Code = Literal["stale", "denied", "invalid", "busy", "full", "error"]


@dataclasses.dataclass(frozen=True, slots=True)
class Refusal:
    """`message` is a sentence for gettext; `field` names the form field at fault, if one is."""

    code: Code
    message: str
    field: str | None = None
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


def invalid(message: str, field: str | None = None, **values: object) -> Refusal:
    return Refusal("invalid", message, field, values)


STALE = Refusal("stale", "This moved on while you were writing. Your words are below.")
DENIED = Refusal("denied", "We cannot find that page. Go to Home.")
