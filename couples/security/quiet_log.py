"""Log lines that cannot hold a person's words: only known keys, and of an error only its kind and where it arose."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from typing import Any

from flask import Flask

KEYS = ("kind", "where", "ref", "code", "ms", "n")


class QuietFormatter(logging.Formatter):
    """Messages of libraries are dropped: they may quote what they were given. Ours are fixed words."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.startswith("couples")
        line: dict[str, Any] = {
            "at": self.formatTime(record),
            "level": record.levelname.lower(),
            "log": record.name,
            "event": record.msg if ours and not record.args else "library",
        }
        line.update({key: record.__dict__[key] for key in KEYS if key in record.__dict__})
        if record.exc_info and record.exc_info[1] is not None:
            line.update(kind=type(record.exc_info[1]).__name__, where=where(record.exc_info[1]))
        return json.dumps(line)


def where(error: BaseException) -> str:
    """file:line of the innermost frame that is ours, else of the innermost one."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "couples" in frame.filename] or list(frames)
    return f"{ours[-1].filename.rsplit('/', 1)[-1]}:{ours[-1].lineno}" if ours else "?"


class QuietFlask(Flask):
    def log_exception(self, exc_info: Any) -> None:
        error = exc_info[1]
        fields = {"kind": type(error).__name__, "where": where(error)}
        logging.getLogger("couples.pages").error("error", extra=fields)


def set_up_logging() -> None:
    """Once for the process: everything goes to standard error through the quiet formatter."""
    root = logging.getLogger()
    if not any(isinstance(handler.formatter, QuietFormatter) for handler in root.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(QuietFormatter())
        root.addHandler(handler)
        root.setLevel(logging.WARNING)
