"""What is installed is named with its sum and without an address, and both locks agree."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from couples.settings import ROOT

LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))
PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def test_what_the_product_needs_is_the_same_where_it_is_tested():
    """bin/serve and bin/test share one environment: else each start would undo the other's."""
    needed, tested = pinned("requirements.lock"), pinned("requirements-test.lock")

    assert needed
    assert {name: tested.get(name) for name in needed} == needed


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_sum(name):
    blocks = re.split(r"^(?=[\w.-]+==)", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)[1:]

    assert blocks
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize(
    "name", [*LOCKS, "package-lock.json", "bin/setup.sh", "bin/serve", "bin/test", "bin/lint"]
)
def test_no_address_of_a_registry_is_written_down(name):
    content = (ROOT / name).read_text("utf-8")

    assert (
        re.findall(r"--(?:index-url|extra-index-url|find-links|trusted-host|registry)|resolved", content)
        == []
    )
    assert set(re.findall(r"https?://([^/\"'\s]+)", content)) <= FUNDING


def test_every_browser_file_has_a_sum():
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]

    assert [name for name, package in packages.items() if name and not package.get("integrity")] == []


def test_the_browser_files_are_the_ones_that_were_looked_at():
    listed = dict(
        reversed(line.split()) for line in (ROOT / "static/vendor.sha256").read_text("ascii").splitlines()
    )
    found = {
        path.relative_to(ROOT / "static").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / "static/vendor").iterdir()
    }

    assert found == listed
    assert len([name for name in found if name.endswith(".LICENSE.txt")]) == 4


def pinned(name):
    return dict(PINNED.findall((ROOT / name).read_text("utf-8")))


# Packages may say where to thank their makers; that is no place to fetch from.
FUNDING = {"github.com", "opencollective.com", "www.patreon.com", "patreon.com"}
