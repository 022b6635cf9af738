"""Closed by default: what nobody decided about cannot be reached, and the app does not start with it."""

import re

import pytest

from couples.domain.pair import Pair
from couples.log.stream import Head
from couples.pairing.queries import role_in
from couples.security import policy
from couples.security.policy import PolicyError

ROLES = ("anyone", "person", "owner", "inviter", "invited", "member", "former", None)

# A part of an address that stands for something, and the first of its words where only some will do.
PART = re.compile(r"<(?:any\((\w+)[^>]*|[^>]*)>")


def test_every_route_and_event_has_a_row(app):
    assert set(app.view_functions) == set(policy.ROUTES) - {"static"}
    assert set(app.extensions["couples"].sockets.desk.names) == set(policy.EVENTS)


def test_an_app_with_a_route_that_has_no_row_does_not_start():
    with pytest.raises(PolicyError, match=r"pages\.forgotten"):
        policy.check([*policy.ROUTES, "pages.forgotten"], policy.EVENTS)


def test_an_app_with_an_event_that_has_no_row_does_not_start():
    with pytest.raises(PolicyError, match="forgotten"):
        policy.check(policy.ROUTES, [*policy.EVENTS, "forgotten"])


@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_shown_is_denied(role):
    """The matrix of deeds by role, written out apart from the policy."""
    may = {
        "inviter": {("couple", "confirm"), ("couple", "decline")},
        "invited": {("couple", "accept"), ("couple", "decline")},
        "member": {("couple", "unlink"), *(key for key in policy.DEEDS if key[0] in ("session", "ledger"))},
        "owner": {key for key in policy.DEEDS if key[0] == "solo"},
    }
    for kind, deed in [*policy.DEEDS, ("session", "erase"), ("own", "draft"), ("couple", "start")]:
        assert policy.may_do(kind, deed, role) == ((kind, deed) in may.get(role, set())), (kind, deed, role)


@pytest.mark.parametrize("role", ROLES)
def test_reading_is_for_those_inside(role):
    assert policy.may_read("session", role) == policy.may_read("ledger", role) == (role == "member")
    assert policy.may_read("solo", role) == (role == "owner")
    assert policy.may_read("couple", role) == (role in ("inviter", "invited", "member"))
    assert not policy.may_read("own", role)


@pytest.mark.parametrize(
    ("linked", "ended", "seats"),
    [(False, False, ("inviter", "invited")), (True, False, ("member",) * 2), (True, True, ("former",) * 2),
     (False, True, ("inviter", "invited"))],
)  # fmt: skip
def test_a_role_follows_from_whose_the_stream_is(linked, ended, seats):
    head = Head(
        "s", "couple", "c", "s", Pair("alex", "sam"), Pair("Alex", "Sam"), Pair("a", "b"), b"", linked, ended
    )
    assert (role_in(head, "alex"), role_in(head, "sam"), role_in(head, "robin")) == (*seats, None)


def test_pages_for_signed_in_people_turn_others_away(app):
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if policy.ROUTES[rule.endpoint] == "person":
            path = PART.sub(lambda part: part[1] or "x", rule.rule)
            method = client.get if "GET" in rule.methods else client.post
            answer = method(path, headers={"Sec-Fetch-Site": "same-origin"})
            assert answer.status_code == 302 and "/sign-in" in answer.location, path
