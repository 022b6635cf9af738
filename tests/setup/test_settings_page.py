"""docs/settings.md names every setting with the default it has and the names it goes by."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from couples.settings import ALIASES, ROOT, Settings

PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
INTERNAL = {"in_demo", "testing", "extra"}
DEFAULTS = {each.name: each.default for each in fields(Settings) if each.name not in INTERNAL}


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_each_setting_has_its_row(name):
    row = re.search(rf"^\| `{name}` \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)

    assert row, f"{name} is not in docs/settings.md"
    default = str(DEFAULTS[name]).lower() if isinstance(DEFAULTS[name], bool) else str(DEFAULTS[name])
    assert row[1].strip("`") == (default or "empty")
    assert f"COUPLES_{name.upper()}" in row[2]
    assert ALIASES.get(name, "") in row[2]


def test_what_is_not_for_operators_is_named_as_such():
    assert all(f"`{name}`" in PAGE for name in INTERNAL)


def test_no_row_is_left_of_a_setting_that_is_gone():
    rows = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)

    assert sorted(rows) == sorted(DEFAULTS)
