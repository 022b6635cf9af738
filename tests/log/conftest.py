"""Everything about the log runs on both databases."""

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
