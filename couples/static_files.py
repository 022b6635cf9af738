"""The files a browser keeps: joined, compressed and named when the app is made, then served as they lie.

Their address holds a digest of all of them, so a browser may keep them for ever and never has to ask again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from couples import scripts

if TYPE_CHECKING:
    from wsgiref.headers import Headers
    from wsgiref.types import WSGIApplication

# Changes when this module builds other files from the same sources.
RECIPE = b"2"
STYLE_SHEET = "css/app.css"
IMPORT = re.compile(r'^@import url\("([^"]+)"\) layer\((\w+)\);$', re.MULTILINE)
LINK = re.compile(r"""url\(\s*(["']?)(?![a-z]+:|/|#)([^"')]+)\1\s*\)""")
COMMENT = re.compile(r"/\*(?!!).*?\*/\n?", re.DOTALL)


class StaticFiles:
    """Built once into `<data>/static-<build>`; `url` names a file there and `wrap` serves it."""

    def __init__(self, source: Path, data: Path) -> None:
        sources = dict(_sources(source))
        self.build = _digest(sources)
        self.folder = data / f"static-{self.build}"
        if not self.folder.is_dir():
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
            _publish(sources, self.folder)
        _remove_older(self.folder)

    def url(self, path: str, script_root: str = "") -> str:
        return f"{script_root}/static/{self.build}/{path}"

    def wrap(self, app: WSGIApplication) -> Any:
        """Goes inside whatever moves a sub-path from PATH_INFO to SCRIPT_NAME, to work under one."""
        return WhiteNoise(
            app,
            root=self.folder,
            prefix=self.url(""),
            allow_all_origins=False,
            immutable_file_test=lambda path, url: True,
            add_headers_function=_add_headers,
        )


def _sources(folder: Path) -> Iterator[tuple[str, Path]]:
    """What is shipped: the files in folders. Those beside them (sums, notes) are ours."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent != folder and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path


def _digest(sources: dict[str, Path]) -> str:
    digest = hashlib.sha256(RECIPE)
    for name, path in sources.items():
        content = path.read_bytes()
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _publish(sources: dict[str, Path], folder: Path) -> None:
    """Build beside the final place and rename, so that nobody ever serves half a build."""
    building = Path(tempfile.mkdtemp(prefix=".static-", dir=folder.parent))
    try:
        _fill(building, sources)
        building.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another process of ours was first, with the same files
            raise
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _fill(folder: Path, sources: dict[str, Path]) -> None:
    compressor = Compressor(quiet=True)
    made = _made(sources)
    for name, path in sources.items():
        target = folder / name
        if made.get(name) == "":
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in made:
            target.write_text(made[name], "utf-8")
        else:
            shutil.copyfile(path, target)
        if compressor.should_compress(name):
            compressor.compress(os.fspath(target))


def _made(sources: dict[str, Path]) -> dict[str, str]:
    """Text of the files that are made from several; nothing for those that go into them."""
    ours = {name: path.read_text("utf-8") for name, path in sources.items() if name.endswith((".css", ".js"))}
    scripts_in = {name: text for name, text in ours.items() if name.startswith("js/")}
    made = {}
    if scripts.ENTRIES[0] in scripts_in:
        made = dict.fromkeys(scripts_in, "") | scripts.joined(scripts_in)
    if STYLE_SHEET in ours:
        parts = (_beside(STYLE_SHEET, name) for name, _ in IMPORT.findall(ours[STYLE_SHEET]))
        made |= dict.fromkeys(parts, "")
        made[STYLE_SHEET] = _joined(ours[STYLE_SHEET], ours)
    return made


def _joined(style: str, sources: dict[str, str]) -> str:
    """One file instead of one request per component; links inside keep pointing at what they meant."""

    def layer(found: re.Match[str]) -> str:
        name = _beside(STYLE_SHEET, found[1])
        content = COMMENT.sub("", sources[name])
        return f"@layer {found[2]} {{\n{_relinked(content, name)}}}"

    return IMPORT.sub(layer, COMMENT.sub("", style))


def _relinked(content: str, name: str) -> str:
    """A link is relative to its own file; after joining that file is the style sheet in css/."""

    def link(found: re.Match[str]) -> str:
        return f'url("{os.path.relpath(_beside(name, found[2]), dirname(STYLE_SHEET))}")'

    return LINK.sub(link, content)


def _beside(name: str, link: str) -> str:
    return normpath(join(dirname(name), link))


def _remove_older(folder: Path) -> None:
    for other in folder.parent.glob("static-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def _add_headers(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Referrer-Policy"] = "no-referrer"
