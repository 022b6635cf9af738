"""A log line says what kind of error arose and where, and never a word that someone wrote."""

import json
import logging

import pytest

from couples.security.quiet_log import QuietFormatter, where


def line(name, message, *args, **extra):
    record = logging.LogRecord(name, logging.ERROR, "f.py", 1, message, args, None)
    record.__dict__.update(extra)
    return json.loads(QuietFormatter().format(record))


def test_a_librarys_message_is_dropped():
    assert "canary" not in json.dumps(line("sqlalchemy.engine", "failed for %s", "canary"))
    assert "canary" not in json.dumps(line("engineio", "packet canary"))


def test_an_error_is_told_by_kind_and_place():
    with pytest.raises(ValueError, match="canary") as caught:
        int("canary")
    seen = (caught.type, caught.value, caught.tb)
    record = logging.LogRecord("couples.x", logging.ERROR, "f.py", 1, "error", (), seen)
    told = json.loads(QuietFormatter().format(record))
    assert told["kind"] == "ValueError" and told["where"].startswith("test_quiet_log.py:")
    assert where(caught.value) == told["where"]
    assert "canary" not in json.dumps(told)


def test_only_known_keys_are_written():
    told = line("couples.x", "error", ref="AB12", words="canary")
    assert told["ref"] == "AB12" and "words" not in told


def test_a_page_that_breaks_says_so_kindly_and_logs_no_word(app, alex, capfd, monkeypatch):
    monkeypatch.setattr("couples.pages.link_of", lambda account: int("canary"))
    app.config["TESTING"] = app.testing = False
    answer = alex.get("/home")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.get_data(as_text=True)
