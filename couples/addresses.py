"""Addresses that say nothing. A browser keeps a list of them, and whoever looks at it should not read what this
is about: so an exercise stands there by its code, and a prompt by a hash of its name. A name still works.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from flask import Flask
from werkzeug.routing import BaseConverter

from couples.content import address, exercises
from couples.house import house


class ExerciseAddress(BaseConverter):
    def to_url(self, value: str) -> str:
        return super().to_url(address(value))

    def to_python(self, value: str) -> str:
        return _slugs().get(value, value)


class PromptAddress(BaseConverter):
    def to_url(self, value: str) -> str:
        return _short(value)

    def to_python(self, value: str) -> str:
        return _found(value, (each.slug for each in house().deck.prompts))


def add_addresses(app: Flask) -> None:
    app.url_map.converters.update(exercise=ExerciseAddress, prompt=PromptAddress)


@cache
def _slugs() -> dict[str, str]:
    return {address(slug): slug for slug in exercises()}


def _found(value: str, slugs: Iterable[str]) -> str:
    return next((slug for slug in slugs if _short(slug) == value), value)


@cache
def _short(slug: str) -> str:
    return sha256(slug.encode()).hexdigest()[:8]
