"""Headers of every answer, whatever its status."""

import pytest

PATHS = ["/", "/join", "/sign-in", "/exercises", "/exercises/slow-turns", "/info", "/privacy", "/nothing", "/healthz",
         "/info/who",
         "/home", "/pair", "/you/places", "/history", "/.well-known/security.txt"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_strict(alex, path):
    headers = alex.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'" and policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'" and policy["base-uri"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/home", "/pair", "/you/places", "/history", "/exercises", "/nothing"])
def test_no_copy_of_a_signed_in_page_is_kept(alex, path):
    assert alex.get(path).headers["Cache-Control"] == "no-store"


def test_an_unknown_host_is_refused(alex):
    assert alex.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_form_that_is_too_long_is_refused(alex):
    answer = alex.post("/pair/redeem", code="x" * 70_000)
    assert answer.status_code == 413


def test_over_https_nobody_is_told_where_a_visitor_comes_from_and_without_it_only_we_are(make_app):
    """Under "no-referrer" browsers send `Origin: null` with our own forms, which is all that they send without TLS."""
    for url, policy in (("https://couples.example", "no-referrer"), ("http://192.0.2.2:8000", "same-origin")):
        answer = make_app(public_url=url).test_client().get("/", base_url=url)
        assert answer.headers["Referrer-Policy"] == policy


def test_our_own_forms_are_taken_in_a_network_at_home_without_tls(make_app):
    url = "http://192.0.2.2:8000"
    client = make_app(public_url=url).test_client()
    fields = {"name": "Alex", "passphrase": "seven purple kettles hum"}
    for origin, status in (("null", 403), ("http://evil.example", 403), (url, 303)):
        assert (
            client.post("/join", data=fields, base_url=url, headers={"Origin": origin}).status_code == status
        )
