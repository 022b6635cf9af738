"""Headers of every answer, whatever its status."""

import pytest

PATHS = ["/", "/join", "/sign-in", "/exercises", "/exercises/slow-turns", "/safety", "/privacy", "/nothing", "/healthz",
         "/safety/who-could-see",
         "/home", "/pair", "/you/places", "/history", "/.well-known/security.txt"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_strict(alex, path):
    headers = alex.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'" and policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'" and policy["base-uri"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/home", "/pair", "/you/places", "/history", "/exercises", "/nothing"])
def test_no_copy_of_a_signed_in_page_is_kept(alex, path):
    assert alex.get(path).headers["Cache-Control"] == "no-store"


def test_an_unknown_host_is_refused(alex):
    assert alex.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_form_that_is_too_long_is_refused(alex):
    answer = alex.post("/pair/redeem", code="x" * 70_000)
    assert answer.status_code == 413
