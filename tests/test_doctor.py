"""The doctor says what is wrong and what to do, and never a secret."""

from __future__ import annotations

import socket

import pytest

from couples import doctor
from couples.domain.days import DAY
from couples.security import keys
from couples.settings import Settings


@pytest.mark.parametrize(
    ("version", "ok"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 54, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_sqlite_must_carry_the_repair_of_its_log(version, ok):
    assert doctor.sqlite(version).ok is ok


def test_before_the_first_start_all_is_well_and_nothing_is_made(settings):
    assert [check.name for check in doctor.checks(settings) if not check.ok] == []
    assert not settings.data.exists()


def test_a_folder_and_keys_that_others_may_read_are_named_with_the_command_that_closes_them(settings):
    settings.data.mkdir(mode=0o700)
    settings.data.chmod(0o755)
    keys.load_or_make(settings.data / "keys.json")
    (settings.data / "keys.json").chmod(0o644)

    wrong = {check.name: check.fix for check in doctor.checks(settings) if not check.ok}

    assert wrong == {
        "Data folder": f"chmod 700 {settings.data}",
        "Key file": f"chmod 600 {settings.data / 'keys.json'}",
    }


def test_a_key_that_is_older_than_a_turn_is_said_with_what_it_means(settings):
    path = settings.data / "keys.json"
    made = keys.load_or_make(path)
    late = made.made["1"] + (settings.key_days + 1) * DAY
    assert doctor._key_age(settings, late - 2 * DAY).ok
    check = doctor._key_age(settings, late)
    assert not check.ok
    assert "36 days old" in check.text and "keys rotate" in check.fix
    assert doctor._key_age(settings, keys.begin_epoch(path, made, late).made["2"]).text == "0 days old."


def test_a_key_file_that_cannot_be_read_is_said(settings):
    settings.data.mkdir(mode=0o700)
    (settings.data / "keys.json").write_text("{")
    assert not doctor._key_age(settings, 0.0).ok


def test_a_port_in_use_is_said(settings):
    with socket.create_server(("127.0.0.1", settings.port)):
        wrong = [check for check in doctor.checks(settings) if not check.ok]

    assert [check.name for check in wrong] == [f"Port {settings.port}"]


def test_a_database_out_of_reach_is_said_without_its_password(settings):
    there = Settings(
        data=settings.data, port=settings.port, database_url="postgresql://ana:opensesame@127.0.0.1:9/couples"
    )
    found = {check.name: check for check in doctor.checks(there)}

    assert not found["Database"].ok
    assert "opensesame" not in str(found)
    assert "SQLite" not in found


def test_a_changed_browser_file_is_named(tmp_path):
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "a.js").write_text("changed")
    (tmp_path / "vendor.sha256").write_text(f"{'0' * 64}  vendor/a.js\n{'0' * 64}  vendor/b.js\n")

    check = doctor._browser_files(tmp_path)

    assert not check.ok
    assert "vendor/a.js, vendor/b.js" in check.text


@pytest.fixture
def settings(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        return Settings(data=tmp_path / "data", port=free.getsockname()[1])
