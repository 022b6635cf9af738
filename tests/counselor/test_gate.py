"""Every page by kind of account: what is not one's own is missing, to the byte; signed out leads to the right door."""

import re

import pytest

from couples.security import policy
from tests.cast import counselor
from tests.security.test_policy import PART

NOWHERE = "/there-is-no-such-page"
OTHERS = {"person": "counselor", "counselor": "person"}


@pytest.fixture
def noor(app):
    return counselor(app, "Noor")


def ways(app, role):
    """(method, path) of every page with that role."""
    for rule in app.url_map.iter_rules():
        if policy.ROUTES[rule.endpoint] == role:
            path = PART.sub(lambda part: part[1] or "x", rule.rule)
            yield from ((method, path) for method in sorted(rule.methods))


def asks(person, method, path):
    return person.client.open(path, method=method, headers={"Sec-Fetch-Site": "same-origin"})


def told(answer):
    """All of an answer, the name of the place and the hour aside."""
    return answer.status_code, sorted(answer.headers.items()), answer.get_data()


@pytest.mark.parametrize("kind", OTHERS)
def test_pages_of_the_other_kind_are_missing_to_the_byte(app, alex, sam, couple, noor, kind):
    asker, tried = (alex if kind == "person" else noor), 0
    for method, path in ways(app, OTHERS[kind]):
        assert told(asks(asker, method, path)) == told(asks(asker, method, NOWHERE)), (method, path)
        tried += 1
    print(f"{kind}: {tried} ways to pages of the other kind, all 404 with the bytes of a missing page")
    assert tried > 4


@pytest.mark.parametrize("kind", OTHERS)
def test_ones_own_kind_and_pages_for_everyone_signed_in_are_let_through(app, alex, noor, kind):
    """Let through, whatever the page says then: `x` is nobody's, and may be missing there."""
    for role in (kind, "account", "anyone"):
        for endpoint, needed in policy.ROUTES.items():
            assert needed != role or policy.may_ask(endpoint, kind), endpoint
    asker = alex if kind == "person" else noor
    for path in ("/you/places", "/you/security", "/you/security/passkeys", "/you/security/codes", "/you/data",
                 "/you/data/delete", "/info", "/privacy", "/exercises"):  # fmt: skip
        assert asker.get(path).status_code == 200, path


@pytest.mark.parametrize(("role", "door"), [("person", "/sign-in"), ("account", "/sign-in"),
                                            ("counselor", "/counsel/sign-in")])  # fmt: skip
def test_whoever_is_signed_out_is_led_to_the_right_door(app, role, door):
    client = app.test_client()
    for method, path in ways(app, role):
        answer = client.open(path, method=method, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 302 and answer.location.split("?")[0] == door, (method, path)


def test_what_has_no_row_is_for_nobody():
    assert not any(policy.may_ask("pages.forgotten", kind) for kind in OTHERS)
    assert not any(policy.may_ask(endpoint, "stranger") for endpoint, role in policy.ROUTES.items()
                   if role in OTHERS)  # fmt: skip


def test_pages_that_both_have_stand_in_the_frame_of_whoever_reads_them(alex, noor):
    for path in ("/you/places", "/you/data", "/you/data/delete", "/info", "/exercises", NOWHERE):
        mine, theirs = noor.get(path).get_data(as_text=True), alex.get(path).get_data(as_text=True)
        assert 'href="/counsel"' in mine and 'href="/home"' not in mine, path
        assert 'href="/home"' in theirs and "/counsel" not in theirs, path


def test_no_link_and_no_form_on_their_pages_leads_a_counselor_to_what_is_missing(app, noor):
    adapter, seen = app.url_map.bind("localhost"), set()
    waiting = ["/counsel", "/counsel/policy", "/you/places", "/exercises"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = noor.get(path)
        assert answer.status_code in (200, 303), path
        page = answer.get_data(as_text=True)
        for form in {*re.findall(r'method="post" action="([^"?]+)', page)}:
            assert policy.may_ask(adapter.match(form, method="POST")[0], "counselor"), (path, form)
        links = {*re.findall(r'<a [^>]*href="(/[^"#?]*)', page)}
        waiting += links - seen - {*waiting}
    print(f"a counselor can walk to {len(seen)} pages")
    assert len(seen) > 40
