"""Jinja for this house. A text without values is translated once, when its template is compiled.

Fragments are rendered for every push, so what never changes between two of them is not worked out again. Each
language has an environment of its own.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from gettext import NullTranslations
from typing import Any

from flask.sansio.app import App
from flask.templating import Environment
from jinja2 import Template, nodes, runtime
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from markupsafe import escape as escape_any
from markupsafe._speedups import _escape_inner

from couples.content import address
from couples.fragments import clock, date, day, iso
from couples.language import translations, within


class Words:
    """`_` in templates. Texts are ours and may hold HTML; the values put into them are escaped."""

    def __init__(self, language: NullTranslations) -> None:
        self._language = language
        self._known: dict[str, Markup] = {}

    def __call__(self, text: str, **values: object) -> Markup:
        found = self._known.get(text)
        if found is None:  # from our own templates and catalogues, so safe as it is
            found = self._known[text] = Markup(self._language.gettext(text))  # noqa: S704
        if not values:
            return found
        # Markup's own % wraps every value in an object; this is as safe and much quicker.
        return _safe(str(found) % {name: escape(value) for name, value in values.items()})


class _Translated(NodeTransformer):
    """Puts the words themselves where a template asks for a text without values."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))], kwargs=[]):
                return nodes.Const(self._words(text), lineno=node.lineno)
        return self.generic_visit(node)


def escape(value: Any) -> str:
    """What compiled templates escape their output with: as safe as Jinja's own, and twice as quick.

    They join the pieces right away, so a piece need not be marked as safe once more.
    """
    if type(value) is Markup:
        return value
    if type(value) is str:
        return _escape_inner(value)
    return str(value) if type(value) is int else str(escape_any(value))


class Macro(runtime.Macro):
    """A macro whose arguments are put in place straight away. What ours write is escaped, so the whole is safe."""

    def __call__(self, *args: Any, **named: Any) -> str:
        absent = self._argument_count - len(args)
        if absent < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **named)
        if not named:
            return _safe(self._func(*args, *_LEFT_OUT[:absent]))
        found = [named.pop(name, missing) for name in self.arguments[len(args) :]]
        if named:
            raise TypeError(f"the macro {self.name} takes no {', '.join(named)}")
        return _safe(self._func(*args, *found))


_LEFT_OUT = (missing,) * 20  # more arguments than a macro should have


class _Template(Template):
    def _get_default_module(self, ctx: runtime.Context | None = None) -> TemplateModule:
        """What an import gives. Our macros are imported without context, so they are made once."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


class _Code(CodeGenerator):
    """Writes what is called as a plain call: nothing that our templates call asks for Jinja's context."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802
        """Without an else it is nothing. Jinja would make an object that explains why, at each render."""
        node.expr2 = node.expr2 or nodes.Const("")
        super().visit_CondExpr(node, frame)

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802
        """Words of ours that are handed on are made once, not at each render."""
        if type(node.value) is Markup:
            fixed.append(node.value)
            self.write(f"fixed[{len(fixed) - 1}]")
        else:
            super().visit_Const(node, frame)


fixed: list[Markup] = []


def _safe(text: str) -> Markup:
    """Text that is escaped already. Markup's own way of making one looks for a method first."""
    return str.__new__(Markup, text)


class Templates(Environment):
    """Flask's environment, with our words, filters and white space."""

    code_generator_class = _Code
    template_class = _Template

    def __init__(self, app: App, **options: Any) -> None:
        super().__init__(app, **options)
        self.words = Words(translations())
        self.globals["_"] = self.words
        self.filters.update(iso=iso, clock=clock, day=day, date=date, within=within, address=address)
        self.trim_blocks = self.lstrip_blocks = True
        self._loaded: dict[str, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """A template that was loaded once is at hand: each render asks for several."""
        found = self._loaded.get(name) if isinstance(name, str) and globals is None else None
        if found is None:
            found = super().get_template(name, parent, globals)
            if isinstance(name, str) and globals is None and not self.auto_reload:
                self._loaded[name] = found
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain mapping for all templates: chained ones are slow, and are asked at each import of a macro."""
        return {**self.globals, **d} if d else self.globals

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        translated = _Translated(self.words).visit(source)
        imports, code = super()._generate(translated, name, filename, defer_init).split("\n", 1)
        return f"{imports}\nfrom couples.templating import Macro, escape, fixed\n{code}"
