"""Deed: what a person asks for. It arrives by socket or by form and is the same thing afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Fields = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Deed:
    """`fields` are as a form would send them: strings, or lists of strings."""

    name: str
    step: str | None = None
    fields: Fields = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.fields.get(name, "")
        return (value if isinstance(value, str) else " ".join(value)).strip()
