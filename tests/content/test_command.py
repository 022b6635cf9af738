"""`couples content check` for authors who know no Python."""

import pytest
from click.testing import CliRunner

from couples.commands import cli
from couples.content import EXERCISES


@pytest.fixture
def check():
    return lambda path: CliRunner().invoke(cli, ["content", "check", str(path)])


def test_a_folder_is_checked_file_by_file(check):
    told = check(EXERCISES)
    assert told.exit_code == 0
    assert "ok   slow-turns.toml: Slow turns" in told.output
    assert told.output.count("ok ") == len(list(EXERCISES.glob("*.toml")))


def test_a_mistake_is_told_and_nothing_is_said_to_be_well(check, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('title = "Mine"\ntier = "light"\n')
    told = check(path)
    assert told.exit_code == 1
    assert told.output.startswith("fix  mine.toml, line ")
    assert "Traceback" not in told.output


def test_an_empty_folder_is_no_success(check, tmp_path):
    assert check(tmp_path).exit_code == 1
