"""One file with all that is someone's own: data.json for machines, and pages for people. Made in memory, kept nowhere.

The shape of data.json is in docs/own-data.md. `VERSION` goes up when something there is renamed or left out.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from couples.log.own import Asked, Part, Piece

FORMAT = "couples-own-data"
VERSION = 1
Render = Callable[..., str]


def collect(parts: Iterable[Part], asked: Asked) -> dict[Part, list[Piece]]:
    """What each part has of them. Pieces without a line are left out."""
    return {part: [piece for piece in part.export(asked) if piece.lines] for part in parts}


def zipped(found: Mapping[Part, Sequence[Piece]], now: float, render: Render) -> bytes:
    """`render(template, **values)` makes a page."""
    held = {part: pieces for part, pieces in found.items() if pieces}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        put = _put(file, now)
        put("data.json", msgspec.json.format(msgspec.json.encode(_told(found, now)), indent=2))
        put("index.html", render("own_data/pages/index.html", held=held, made=now).encode())
        put("style.css", render("own_data/pages/style.css").encode())
        for part, pieces in held.items():
            put(f"{part.name}.html", render("own_data/pages/part.html", part=part, pieces=pieces).encode())
    return buffer.getvalue()


def _put(file: zipfile.ZipFile, now: float) -> Callable[[str, bytes], None]:
    at = datetime.datetime.fromtimestamp(now, datetime.UTC).timetuple()[:6]

    def put(name: str, content: bytes) -> None:
        file.writestr(zipfile.ZipInfo(name, at), content, zipfile.ZIP_DEFLATED)

    return put


def _told(found: Mapping[Part, Sequence[Piece]], now: float) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": _iso(now),
        "parts": {part.name: [_piece(piece) for piece in pieces] for part, pieces in found.items()},
    }


def _piece(piece: Piece) -> dict[str, Any]:
    lines = [
        {"about": line.about, "label": line.label, "text": line.text, "of": line.of} for line in piece.lines
    ]
    at = _iso(piece.at) if piece.at else None
    return {"id": piece.id or None, "title": piece.title, "at": at, "lines": lines}


def _iso(at: float) -> str:
    return datetime.datetime.fromtimestamp(at, datetime.UTC).isoformat(timespec="seconds")
