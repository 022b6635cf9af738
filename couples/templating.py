"""Jinja for this house. A text without values is translated once, when its template is compiled.

Fragments are rendered for every push, so what never changes between two of them is not worked out again. Each
language has an environment of its own.
"""

from __future__ import annotations

from gettext import NullTranslations

from flask import Flask
from flask.templating import Environment
from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from couples import fragments
from couples.language import translations


class Words:
    """`_` in templates. Texts are ours and may hold HTML; the values put into them are escaped."""

    def __init__(self, language: NullTranslations) -> None:
        self._language = language
        self._known: dict[str, Markup] = {}

    def __call__(self, text: str, **values: object) -> Markup:
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = Markup(self._language.gettext(text))  # noqa: S704: from our own catalogues
        return found % values if values else found


class _Translated(NodeTransformer):
    """Puts the words themselves where a template asks for a text without values."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802: the visitor's own name
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))], kwargs=[]):
                return nodes.Const(self._words(text), lineno=node.lineno)
        return self.generic_visit(node)


class Templates(Environment):
    """Flask's environment, with our words, filters and white space."""

    def __init__(self, app: Flask, **options: object) -> None:
        super().__init__(app, **options)
        self.words = Words(translations())
        self.globals["_"] = self.words
        self.filters.update(iso=fragments.iso, clock=fragments.clock, day=fragments.day)
        self.trim_blocks = self.lstrip_blocks = True

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        translated = _Translated(self.words).visit(source)
        return super()._generate(translated, name, filename, defer_init)
