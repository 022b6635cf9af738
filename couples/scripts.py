"""Joins our modules into one script for each entry: a request for every module would make a first visit wait.

It knows the forms of `import` and `export` that our own scripts use, and refuses any other by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath, relpath, splitext

# The first serves every page; what it holds is shared with those after it, which it loads when a page needs them.
ENTRIES = ("js/app.js", "js/live/live.js", "js/passkeys/passkeys.js")
VENDOR = "vendor/"

_STATIC = re.compile(r'^import (?P<what>\{[^}]*\}|\* as \w+) from "(?P<link>[^"]+)";\n', re.MULTILINE)
_DYNAMIC = re.compile(r'\bimport\("(?P<link>[^"]+)"\)')
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (?P<name>\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*(?:.|\n)*?\*/)\n", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import|export)\b(?!\().*", re.MULTILINE)


def joined(sources: Mapping[str, str]) -> dict[str, str]:
    """The text of each entry by its name, from the text of all modules by theirs."""
    app, *others = ENTRIES
    common = _Script(app, sources, {})
    made = {app: common.text(shares=True)}
    for name in filter(sources.__contains__, others):
        made[name] = _Script(name, sources, dict.fromkeys(common.order, app)).text()
    return made


@dataclass
class _Script:
    """One entry with all it needs. `elsewhere` says in which script a module is that is joined already."""

    entry: str
    sources: Mapping[str, str]
    elsewhere: Mapping[str, str]
    order: list[str] = field(default_factory=list)
    outside: dict[str, None] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._add(self.entry)

    def text(self, shares: bool = False) -> str:
        """Imports from other files, then each module as a function that is called once, then what others may use."""
        body = "".join(self._wrapped(name) for name in self.order)
        shared = f"export {{ {', '.join(map(_called, self.order))} }};\n" if shares else _mounts(self.entry)
        return "".join(self.outside) + body + shared

    def _add(self, name: str) -> None:
        if name in self._open:
            raise ValueError(f"{name} imports itself, by way of {' and '.join(self._open)}.")
        if name in self.order:
            return
        self._open.append(name)
        for link in _links(self.sources[name]):
            target = _beside(name, link)
            if not (target.startswith(VENDOR) or target in self.elsewhere or target in ENTRIES):
                self._add(target)
        self._open.pop()
        self.order.append(name)

    def _wrapped(self, name: str) -> str:
        text = _COMMENT.sub("", self.sources[name])
        text = _STATIC.sub(lambda found: self._taken(name, found), text)
        text = _DYNAMIC.sub(lambda found: self._loaded(name, found["link"]), text)
        given = ", ".join(found["name"] for found in _EXPORT.finditer(text))
        text = _EXPORT.sub("", text)
        if left := _UNKNOWN.search(text):
            raise ValueError(f"{name}: scripts of ours are not written like this: {left[0].strip()}")
        return f"const {_called(name)} = (() => {{\n{text.strip()}\nreturn {{ {given} }};\n}})();\n"

    def _taken(self, name: str, found: re.Match[str]) -> str:
        """What a module takes from another, as names of its own."""
        target = _beside(name, found["link"])
        if target.startswith(VENDOR):
            self.outside[f'import {found["what"]} from "{_link(self.entry, target)}";\n'] = None
            return ""
        if target in self.elsewhere:
            other = _link(self.entry, self.elsewhere[target])
            self.outside[f'import {{ {_called(target)} }} from "{other}";\n'] = None
        what = found["what"].removeprefix("* as ").replace(" as ", ": ")
        return f"const {what} = {_called(target)};\n"

    def _loaded(self, name: str, link: str) -> str:
        target = _beside(name, link)
        if target in self.order:
            return f"Promise.resolve({_called(target)})"
        return f'import("{_link(self.entry, target)}")'


def _links(text: str) -> Iterator[str]:
    for pattern in (_STATIC, _DYNAMIC):
        yield from (found["link"] for found in pattern.finditer(text))


def _mounts(entry: str) -> str:
    """What is loaded for a page is told where to work."""
    return f"export const {{ mount }} = {_called(entry)};\n"


def _called(name: str) -> str:
    return "$" + "_".join(splitext(name)[0].split("/")[1:])


def _beside(name: str, link: str) -> str:
    return normpath(join(dirname(name), link))


def _link(entry: str, target: str) -> str:
    link = relpath(target, dirname(entry))
    return link if link.startswith(".") else f"./{link}"
