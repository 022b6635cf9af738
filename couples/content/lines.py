"""Where in a TOML file something is written: its reader tells values, not lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

Path = tuple[str | int, ...]
_TABLE = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r'^\s*"?([\w-]+)"?\s*=')


class Lines:
    """`of(path)` is the line, from 1, of a key or a table such as ("steps", 0, "prompts", 1, "ask")."""

    def __init__(self, text: str) -> None:
        self._known: dict[Path, int] = {}
        for path, line in _written(text):
            self._known.setdefault(path, line)

    def of(self, path: Path) -> int:
        """The line of the nearest thing around it, where it has none of its own."""
        while path and path not in self._known:
            path = path[:-1]
        return self._known.get(path, 1)


def _written(text: str) -> Iterator[tuple[Path, int]]:
    table: Path = ()
    counts: Counter[Path] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if (found := _TABLE.match(line)) is not None:
            table = _table(found[2].split("."), found[1] == "[[", counts)
            yield table, number
        elif (found := _KEY.match(line)) is not None:
            yield (*table, found[1]), number


def _table(names: list[str], repeats: bool, counts: Counter[Path]) -> Path:
    """[[steps.prompts]] is the next prompt of the latest step."""
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if counts[path]:
            path = (*path, counts[path] - 1)
    path = (*path, names[-1])
    if repeats:
        counts[path] += 1
        path = (*path, counts[path] - 1)
    return path
