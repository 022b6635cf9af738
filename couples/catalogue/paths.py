"""Paths, each from one file in couples/content/paths."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path as File

import msgspec

from couples import content
from couples.domain.path import Path

PATHS = File(content.__file__).parent / "paths"


@cache
def paths() -> Mapping[str, Path]:
    found = [_load(file) for file in sorted(PATHS.glob("*.toml"))]
    return {path.slug: path for path in found}


def _load(file: File) -> Path:
    return msgspec.convert({"slug": file.stem, **tomllib.loads(file.read_text("utf-8"))}, Path)
