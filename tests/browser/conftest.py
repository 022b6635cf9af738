"""Real Chromium, one for all tests, and people in contexts of their own."""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.person import Person
from tests.server import Server

# Only the last such flag counts: what Playwright turns off, and the pop-ups under the address bar, which in a browser
# that nobody looks at take two processes and most of a second for each new window.
OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
)
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join(OFF)}",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.getuid() == 0 else []),
]
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def chromium():
    found = shutil.which("chromium")
    if found is None:
        assert os.environ.get("CI") != "true", "Chromium is missing, and in CI nothing is skipped"
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def person(chromium, server, named):
    """Makes people in contexts of their own, who sign up as people do. Their consoles must stay clean.

    Names get a number, since a server knows each name once; `called` is for the one test whose screen is shown.
    """
    made = []

    def make(name, at=None, called=None, **options):
        made.append(Person(chromium, at or server, called or named(name), **options))
        return made[-1]

    yield make
    for someone in made:
        assert someone.complaints == []
        someone.context.close()


@pytest.fixture
def two(person, pair):
    """alex and sam, signed in and linked before the test, so that it can begin with what it is about."""
    return person("Alex", remote=pair[0]), person("Sam", remote=pair[1])


@pytest.fixture
def own_server(tmp_path):
    """For a test that stops it or does something else that others should not meet."""
    running = Server(tmp_path / "data")
    yield running
    running.stop()
