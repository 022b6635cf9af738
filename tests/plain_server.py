"""A process with our server around a small app of its own: for tests of the server alone."""

from __future__ import annotations

import sys

from gevent import monkey

monkey.patch_all()

import time  # noqa: E402

from flask import Flask  # noqa: E402

from couples.security.quiet_log import set_up_logging  # noqa: E402
from couples.server import serve  # noqa: E402
from couples.settings import Settings  # noqa: E402

app = Flask(__name__)


@app.get("/")
def page():
    return "x" * 9_000


@app.get("/slow")
def slow():
    time.sleep(1)
    return "done"


def broken(environ, start_response):
    if environ["PATH_INFO"] == "/broken":
        raise ValueError(environ["QUERY_STRING"])
    return flask(environ, start_response)


flask = app.wsgi_app
app.wsgi_app = broken
app.extensions["couples_stop"] = [lambda: print("told", flush=True)]
set_up_logging()
serve(app, Settings(port=int(sys.argv[1]), demo=sys.argv[2:] != ["no-demo"]))
