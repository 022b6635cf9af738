"""Time that stands still, and limits that do not get in the way."""

import pytest

from tests.passkeys.app_for_codes import Clock

ROOMY = {"sign_in_account": "10000 per minute", "code_account": "10000 per hour"}


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def app(make_app):
    return make_app(**ROOMY)
