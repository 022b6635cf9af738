"""Files that people take along: sent as one, under a name that says nothing of whose they are."""

from __future__ import annotations

from flask import Response


def attachment(content: str | bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
